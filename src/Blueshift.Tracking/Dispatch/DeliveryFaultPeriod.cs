using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Is a stretch of time in which nothing was acknowledged.</summary>
/// <param name="Fault">The latest reason.</param>
/// <param name="Began">When the first request of it failed, as a timestamp: a clock may be set meanwhile.</param>
internal sealed record DeliveryFaultPeriod(DeliveryFault Fault, long Began);
