using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Runs the loop on a task of its own from the first use to the stop, with or without a generic host.</summary>
internal sealed class DispatchService : ITrackingLifetime, IAsyncDisposable, IDisposable
{
    private readonly DispatchLoop _loop;
    private readonly IActivityBuffer _buffer;
    private readonly DispatchPolicies _policies;
    private readonly SideLoops _sides;
    private readonly StartupLine _startup;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private Task? _running;
    private Task? _stopped;

    public DispatchService(
        DispatchLoop loop,
        IActivityBuffer buffer,
        DispatchPolicies policies,
        SideLoops sides,
        StartupLine startup
    )
    {
        _loop = loop;
        _buffer = buffer;
        _policies = policies;
        _sides = sides;
        _startup = startup;
    }

    public void Start()
    {
        if (Volatile.Read(ref _running) is not null)
        {
            return;
        }
        lock (_lock)
        {
            if (_running is null && _stopped is null)
            {
                _running = RunWithoutContextAsync(RunAsync);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _ended.Dispose();
    }

    [SuppressMessage(
        "Design",
        "MA0045:Do not use blocking calls in a sync method",
        Justification = "A synchronously disposed provider must stop delivery too; nothing in the stop needs the caller's context."
    )]
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    // The first caller's context (its user, its trace) is not the loop's.
    private static Task RunWithoutContextAsync(Func<Task> run)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(run);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await _buffer.OpenAsync(_ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopped before the disk answered: what is said next is what was known.
        }
        var state = _buffer.GetState();
        _policies.Flush.Settled(state.SettledThrough);
        _startup.Write(state);
        _sides.Reconciling.Start(_ended.Token);
        await Task.WhenAll(_loop.RunAsync(_ended.Token), _sides.Heartbeats.RunAsync(_ended.Token))
            .ConfigureAwait(false);
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        _startup.Stopping();
        if (_running is { } running)
        {
            var began = _policies.TimeProvider.GetTimestamp();
            await DrainAsync(cancellationToken).ConfigureAwait(false);
            await _ended.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            var left = _policies.ShutdownTimeout - _policies.TimeProvider.GetElapsedTime(began);
            await _sides.Heartbeats.SendLastAsync(left, cancellationToken).ConfigureAwait(false);
        }
        // In this order: what was recorded until here is in the last line, and nothing is recorded after it.
        await _buffer.DisposeAsync().ConfigureAwait(false);
        _policies.Flush.End();
        if (_running is not null)
        {
            _startup.WriteEnd(_buffer.GetState());
        }
    }

    // With the endpoint away another try would only hold the host's stop.
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_loop.IsFaulty)
        {
            return;
        }
        try
        {
            await _policies
                .Flush.WhenSettledAsync(_buffer.GetState().LastSequence, _policies.ShutdownTimeout, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host's own deadline came first.
        }
    }
}
