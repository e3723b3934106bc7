using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Takes the place of delivery when tracking is off.</summary>
internal sealed class DisabledLifetime(ILogger logger) : ITrackingLifetime
{
    public void Start() => logger.Disabled();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
