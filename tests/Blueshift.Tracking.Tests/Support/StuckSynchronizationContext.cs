namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a context whose one thread is always busy: whatever needs it never comes back.</summary>
internal sealed class StuckSynchronizationContext : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state)
    {
        // The thread is busy for ever.
    }
}
