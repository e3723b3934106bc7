using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Ties delivery to a generic host. It stops after every other service has, because any of them may still have something to
/// record.
/// </summary>
/// <param name="lifetime">Makes what is started and stopped; the settings are checked before.</param>
internal sealed class TrackingHostedService(Func<ITrackingLifetime> lifetime) : IHostedLifecycleService
{
    private Task<ITrackingLifetime>? _starting;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // In the background: buffer and connection are made while the host goes on with its start.
        _starting = Task.Run(Start, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_starting is { } starting)
        {
            var started = await starting.ConfigureAwait(false);
            await started.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private ITrackingLifetime Start()
    {
        var started = lifetime();
        started.Start();
        return started;
    }
}
