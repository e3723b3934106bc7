namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what a comparison that came to its end has done.</summary>
/// <param name="Asked">Up to which request it answers.</param>
/// <param name="ResyncAsked">Up to which wish of the endpoint for everybody it answers.</param>
/// <param name="IsStopped">Whether it recorded nothing because it found too much.</param>
internal sealed record RunEnd(long Asked, long ResyncAsked, bool IsStopped);
