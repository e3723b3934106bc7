namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says in sum who is active on this side.</summary>
/// <param name="Count">How many subjects.</param>
/// <param name="Digest">Their codes, each as a number, combined by exclusive or.</param>
/// <param name="AsOf">When that was so.</param>
internal sealed record ActiveSet(long Count, UInt128 Digest, DateTimeOffset AsOf);
