using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Ties delivery to a generic host: making it checks the settings, so that the host's start fails for a fault in them.
/// </summary>
internal sealed class TrackingHostedService(ITrackingLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => lifetime.StopAsync(cancellationToken);
}
