namespace Blueshift.Tracking.Capture;

/// <summary>Is what a tracker must know of the process around it: how to begin delivery, and whether the end has come.</summary>
/// <param name="start">Begins delivery; cheap and harmless when it has begun.</param>
/// <param name="failureMode">Says how a refusal reaches the caller.</param>
/// <param name="stopped">Is cancelled when nothing more is recorded.</param>
internal sealed class TrackerLifetime(Action start, FailureMode failureMode, CancellationToken stopped)
{
    public bool HasStopped => stopped.IsCancellationRequested;

    public bool ThrowsRefusals { get; } = failureMode == FailureMode.Throw;

    public void EnsureStarted() => start();
}
