using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Sees how things stand every half a minute and compares when it is time. Beside delivery, which never waits for it. One task runs it;
/// nothing it meets ends it.
/// </summary>
internal sealed class ReconcileLoop
{
    private readonly ReconcileParts _parts;
    private readonly ReconcileSchedule _schedule;
    private readonly ReconcilePart _part;
    private bool _isHeld;

    public ReconcileLoop(ReconcileParts parts, ReconcileSchedule schedule, ReconcilePart part)
    {
        _parts = parts;
        _schedule = schedule;
        _part = part;
    }

    /// <summary>Runs until the token is cancelled, then gives the part back; it throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await _schedule.WaitAsync(stop).ConfigureAwait(false);
                await LookAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop itself.
        }
        _part.Stands(null);
        if (_isHeld)
        {
            await ResignAsync().ConfigureAwait(false);
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Nobody waits for it, and the part ends by itself a little later."
    )]
    private async Task ResignAsync()
    {
        try
        {
            await _parts.Store.ResignAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The database may be gone with the host.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The loop cannot end.")]
    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            await PassOnAsync(stop).ConfigureAwait(false);
            var standing = await StandAsync(stop).ConfigureAwait(false);
            if (_schedule.IsDue(standing))
            {
                await RunAsync(standing, stop).ConfigureAwait(false);
                await StandAsync(stop).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _part.Stands(null);
            _parts.Reporter.Away(exception);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is tried again.")]
    private async Task RunAsync(ReconcileStanding standing, CancellationToken stop)
    {
        try
        {
            var report = await _parts.Reconciler.RunAsync(new ReconcileRequest(), standing, stop).ConfigureAwait(false);
            if (report.Outcome == ReconcileOutcome.Busy)
            {
                _schedule.Failed();
                return;
            }
            if (report.Outcome == ReconcileOutcome.Stopped)
            {
                _schedule.Stopped();
            }
            else
            {
                _schedule.Done();
            }
            _parts.Reporter.Ended(report);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _schedule.Failed();
            _parts.Reporter.Failed(exception);
        }
    }

    // Before anything else, so that what is asked for is not forgotten when another process is the one that compares.
    private async Task PassOnAsync(CancellationToken stop)
    {
        if (_parts.Requests.IsResync)
        {
            await _parts.Store.AskAsync(isResync: true, stop).ConfigureAwait(false);
            _parts.Requests.ResyncPassedOn();
        }
        if (_parts.Requests.IsDue)
        {
            await _parts.Store.AskAsync(isResync: false, stop).ConfigureAwait(false);
            _parts.Requests.PassedOn();
        }
    }

    private async Task<ReconcileStanding> StandAsync(CancellationToken stop)
    {
        var standing = await _parts.Store.StandAsync(takesPart: true, stop).ConfigureAwait(false);
        _isHeld = standing.IsHeld;
        _part.Stands(standing);
        _parts.Reporter.Stands(standing);
        return standing;
    }
}
