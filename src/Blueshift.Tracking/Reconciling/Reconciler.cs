namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Compares once: the users who were there before, then all of them twice, first to count and then to record, so that it is known how much
/// is missing before anything is recorded. What the directory or the store throws leaves it. Safe for several threads.
/// </summary>
internal sealed class Reconciler
{
    private readonly ReconcileScan _scan;
    private readonly FindingRecorder _recorder;
    private readonly BaselineStep _baseline;
    private readonly IReconcileStore _store;
    private readonly ReconcileTerms _terms;
    private int _isRunning;

    public Reconciler(
        ReconcileScan scan,
        FindingRecorder recorder,
        BaselineStep baseline,
        IReconcileStore store,
        ReconcileTerms terms
    )
    {
        _scan = scan;
        _recorder = recorder;
        _baseline = baseline;
        _store = store;
        _terms = terms;
    }

    private static ReconcileReport Busy => new() { Outcome = ReconcileOutcome.Busy };

    /// <summary>Compares.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="standing">How things stood before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReconcileReport> RunAsync(
        ReconcileRequest request,
        ReconcileStanding standing,
        CancellationToken cancellationToken
    )
    {
        if (!standing.IsKnown)
        {
            throw new InvalidOperationException("The outbox is not open.");
        }
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return Busy;
        }
        try
        {
            return request.DryRun ? await CountAsync(request, standing, cancellationToken).ConfigureAwait(false)
                : await _store.TryRunAsync(cancellationToken).ConfigureAwait(false)
                    ? await RecordAsync(request, cancellationToken).ConfigureAwait(false)
                : Busy;
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private async Task<ReconcileReport> CountAsync(
        ReconcileRequest request,
        ReconcileStanding standing,
        CancellationToken cancellationToken
    )
    {
        var mode = ScanMode.Everything with { TakesUnknown = IsKnown(standing) };
        var (counts, active) = await CountAsync(mode, isRun: false, cancellationToken).ConfigureAwait(false);
        return Report(Outcome(counts!, active, request), counts!, active);
    }

    private async Task<ReconcileReport> RecordAsync(ReconcileRequest request, CancellationToken cancellationToken)
    {
        RunEnd? end = null;
        try
        {
            // Anew: another process may have come to an end since, and now none begins.
            var standing = await _store.StandAsync(takesPart: false, cancellationToken).ConfigureAwait(false);
            if (!standing.IsKnown)
            {
                throw new InvalidOperationException("The outbox is not open.");
            }
            var report = await StepsAsync(request, standing, cancellationToken).ConfigureAwait(false);
            if (report.Outcome is ReconcileOutcome.Completed or ReconcileOutcome.Stopped)
            {
                var isStopped = report.Outcome == ReconcileOutcome.Stopped;
                // What the endpoint asked for stays open until it is done; what was stopped is asked for anew by whoever is told.
                var resync = isStopped ? standing.ResyncAsked.Answered : standing.ResyncAsked.Count;
                end = new RunEnd(standing.Asked.Count, resync, isStopped);
            }
            return report;
        }
        finally
        {
            await _store.EndRunAsync(end, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<ReconcileReport> StepsAsync(
        ReconcileRequest request,
        ReconcileStanding standing,
        CancellationToken cancellationToken
    )
    {
        var baseline = await _baseline.RunAsync(standing.Directory, cancellationToken).ConfigureAwait(false);
        if (baseline.IsLost)
        {
            return Busy;
        }
        var begun = _terms.TimeProvider.GetUtcNow();
        var mode = ScanMode.Everything with
        {
            TakesUnknown = baseline.IsKnown,
            ToldSince = standing.ResyncAsked.IsOpen
                ? await _store
                    .BeginResyncAsync(ReconcileDates.Found(begun, 0).ToUnixTimeMilliseconds(), cancellationToken)
                    .ConfigureAwait(false)
                : null,
        };
        var (counts, active) = await CountAsync(mode, isRun: true, cancellationToken).ConfigureAwait(false);
        if (counts is null)
        {
            return Busy;
        }
        if (Outcome(counts, active, request) == ReconcileOutcome.Stopped)
        {
            return Report(ReconcileOutcome.Stopped, counts, active, baseline.Sent);
        }
        if (counts.Additions + counts.Removals == 0)
        {
            return Report(ReconcileOutcome.Completed, counts, active, baseline.Sent);
        }
        var pass = new RecordingPass(_recorder, _store, _terms.Pace, mode, begun);
        var outcome = await pass.RunAsync(
                _scan,
                new RemovalLimit(active, request.MaxRemovalFraction),
                cancellationToken
            )
            .ConfigureAwait(false);
        return outcome == ReconcileOutcome.Busy ? Busy : Report(outcome, pass.Recorded, active, baseline.Sent);
    }

    private async Task<(ScanCounts? Counts, long Active)> CountAsync(
        ScanMode mode,
        bool isRun,
        CancellationToken cancellationToken
    )
    {
        var counts = new ScanCounts();
        var isLost = false;
        var active = await _store.CountActiveAsync(cancellationToken).ConfigureAwait(false);
        await _scan
            .RunAsync(
                mode,
                counts,
                async _ =>
                {
                    isLost = isRun && !await _store.TryRunAsync(cancellationToken).ConfigureAwait(false);
                    return !isLost;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return (isLost ? null : counts, active);
    }

    private static bool IsKnown(ReconcileStanding standing) =>
        standing.Directory.Baseline != Diagnostics.BaselineState.None;

    private static ReconcileOutcome Outcome(ScanCounts counts, long active, ReconcileRequest request) =>
        new RemovalLimit(active, request.MaxRemovalFraction).Allows(counts.Users, counts.Removals + counts.Unreadable)
            ? ReconcileOutcome.Completed
            : ReconcileOutcome.Stopped;

    private static ReconcileReport Report(
        ReconcileOutcome outcome,
        ScanCounts counts,
        long active,
        long baseline = 0
    ) =>
        new()
        {
            Outcome = outcome,
            Users = counts.Users,
            KnownActive = active,
            Additions = counts.Additions,
            Removals = counts.Removals,
            Pending = counts.Pending,
            Unreadable = counts.Unreadable,
            Baseline = baseline,
        };
}
