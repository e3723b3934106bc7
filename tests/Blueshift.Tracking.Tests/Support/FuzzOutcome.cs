using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what a damaged journal still gave.</summary>
internal sealed record FuzzOutcome(IReadOnlySet<Guid> Delivered, BufferState State);
