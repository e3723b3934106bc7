using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Ties delivery to a generic host. It stops after every other service has, because any of them may still have something to
/// record.
/// </summary>
/// <param name="lifetime">Makes what is started and stopped; the settings are checked before.</param>
/// <param name="application">Tells when the host has started; not every host has it.</param>
/// <param name="logger">Is told when they cannot be made.</param>
internal sealed class TrackingHostedService(
    Func<ITrackingLifetime> lifetime,
    IHostApplicationLifetime? application,
    ILogger logger
) : IHostedLifecycleService
{
    private Task<ITrackingLifetime?>? _starting;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // In the background, and when the host has started: making buffer and connection takes it no time.
        if (application is null)
        {
            Begin();
        }
        else
        {
            application.ApplicationStarted.UnsafeRegister(
                static state => ((TrackingHostedService)state!).Begin(),
                this
            );
        }
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_starting is { } starting && await starting.ConfigureAwait(false) is { } started)
        {
            await started.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Begin() => _starting = Task.Run(Start, CancellationToken.None);

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever it is, the host goes on, and the log says it now and not at the stop."
    )]
    private ITrackingLifetime? Start()
    {
        try
        {
            var made = lifetime();
            made.Start();
            return made;
        }
        catch (Exception exception)
        {
            logger.CannotStart(exception.GetType().Name);
            return null;
        }
    }
}
