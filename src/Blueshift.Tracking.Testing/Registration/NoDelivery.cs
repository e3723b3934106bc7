using Blueshift.Tracking.Dispatch;

namespace Blueshift.Tracking.Testing.Registration;

/// <summary>Takes the place of delivery: nothing begins, so nothing has to end.</summary>
internal sealed class NoDelivery : ITrackingLifetime
{
    public void Start()
    {
        // The fake keeps everything in memory.
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
