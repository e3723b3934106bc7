using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Is a claim on its way to the endpoint.</summary>
/// <param name="Claim">What it carries.</param>
/// <param name="Batch">The same as the request has it.</param>
/// <param name="Answer">Completes with what came of it.</param>
/// <param name="IsSearch">Whether it was sent to find the bad one among suspects.</param>
internal sealed record Flight(Claim Claim, OutgoingBatch Batch, Task<DeliveryAnswer> Answer, bool IsSearch);
