using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Ties delivery to a generic host: making it checks the settings, so that the host's start fails for a fault in them. It
/// stops after every other service has, because any of them may still have something to record.
/// </summary>
internal sealed class TrackingHostedService(ITrackingLifetime lifetime) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => lifetime.StopAsync(cancellationToken);
}
