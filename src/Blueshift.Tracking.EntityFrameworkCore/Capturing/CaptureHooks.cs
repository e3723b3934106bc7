using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.EntityFrameworkCore.Diagnostics;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Capturing;
using Blueshift.Tracking.Relational.Registration;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>
/// Is what hangs on every context of a registration. It asks for no setting before the first save, so that design
/// tools need no settings of tracking. Safe for several threads.
/// </summary>
internal sealed class CaptureHooks
{
    private readonly IServiceProvider _provider;
    private readonly Lock _lock = new();
    private volatile CaptureParts? _parts;
    private volatile bool _isOff;
    private bool _hasTold;

    public CaptureHooks(IServiceProvider provider, EntityCapture capture)
    {
        _provider = provider;
        Plans = new ModelPlans(capture);
        Interceptors = [new SaveInterceptor(this), new CommitInterceptor(this), new CommandInterceptor(this)];
    }

    public ModelPlans Plans { get; }

    /// <summary>Gets how the host wants the tables named.</summary>
    public OutboxTables Tables => _provider.GetRequiredService<OutboxTables>();

    public IReadOnlyList<IInterceptor> Interceptors { get; }

    /// <summary>Gets whether tracking is known to be off.</summary>
    public bool IsOff => _isOff;

    /// <summary>Gets the parts.</summary>
    /// <returns><see langword="null"/> when tracking is off, or cannot be put together.</returns>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A fault in tracking's settings fails the host's start, and never a save."
    )]
    public CaptureParts? Parts
    {
        get
        {
            if (_parts is { } parts || _isOff)
            {
                return _parts;
            }
            try
            {
                lock (_lock)
                {
                    return _parts ??= Make();
                }
            }
            catch (Exception exception)
            {
                Tell(exception);
                return null;
            }
        }
    }

    private CaptureParts? Make()
    {
        var time = _provider.GetService<TimeProvider>() ?? TimeProvider.System;
        if (_provider.GetService<ICommittedActivities>() is { } fake)
        {
            return new CaptureParts { Fake = fake, Time = time };
        }
        var options = _provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
        if (!options.Enabled)
        {
            _isOff = true;
            return null;
        }
        return new CaptureParts
        {
            Outbox = _provider.GetRequiredService<IOutboxCapture>(),
            Reconciling = _provider.GetService<IReconcileRequests>(),
            Time = time,
            Instance = options.ClientInstanceId!,
        };
    }

    private void Tell(Exception exception)
    {
        lock (_lock)
        {
            if (_hasTold)
            {
                return;
            }
            _hasTold = true;
        }
        if (_provider.GetService<ILoggerFactory>() is { } loggers)
        {
            new GuardedLogger(loggers.CreateLogger("Blueshift.Tracking")).CaptureCannotBegin(exception.GetType().Name);
        }
    }
}
