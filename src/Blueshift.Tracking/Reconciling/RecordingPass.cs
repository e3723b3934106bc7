namespace Blueshift.Tracking.Reconciling;

/// <summary>Goes through all users once more and records what the endpoint lacks, within what is believed. Used once.</summary>
internal sealed class RecordingPass
{
    private readonly FindingRecorder _recorder;
    private readonly IReconcileStore _store;
    private readonly RecordingPace _pace;
    private readonly ScanMode _mode;
    private readonly DateTimeOffset _begun;
    private readonly ScanCounts _met = new();
    private ReconcileOutcome _outcome = ReconcileOutcome.Completed;

    public RecordingPass(
        FindingRecorder recorder,
        IReconcileStore store,
        RecordingPace pace,
        ScanMode mode,
        DateTimeOffset begun
    )
    {
        _recorder = recorder;
        _store = store;
        _pace = pace;
        _mode = mode;
        _begun = begun;
    }

    /// <summary>Gets what was met, and what of it was recorded.</summary>
    public ScanCounts Recorded { get; } = new();

    /// <summary>Records.</summary>
    public async Task<ReconcileOutcome> RunAsync(
        ReconcileScan scan,
        RemovalLimit limit,
        CancellationToken cancellationToken
    )
    {
        await scan.RunAsync(
                _mode,
                _met,
                candidates => VisitAsync(candidates, limit, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        (Recorded.Users, Recorded.Pending, Recorded.Unreadable) = (_met.Users, _met.Pending, _met.Unreadable);
        return _outcome;
    }

    private async Task<bool> VisitAsync(
        IReadOnlyList<Candidate> candidates,
        RemovalLimit limit,
        CancellationToken cancellationToken
    )
    {
        if (
            !await _store.TryRunAsync(cancellationToken).ConfigureAwait(false)
            || (candidates.Count > 0 && !await _pace.WaitAsync(cancellationToken).ConfigureAwait(false))
        )
        {
            _outcome = ReconcileOutcome.Busy;
            return false;
        }
        foreach (var candidate in candidates)
        {
            // The directory may be emptied between the two times that it is read.
            if (candidate.Difference == Difference.Removal && !limit.Allows(_met.Users, Recorded.Removals + 1))
            {
                _outcome = ReconcileOutcome.Stopped;
            }
            else
            {
                await RecordAsync(candidate, cancellationToken).ConfigureAwait(false);
            }
            if (_outcome != ReconcileOutcome.Completed)
            {
                break;
            }
        }
        if (candidates.Count > 0)
        {
            await _store.RecordedAsync().ConfigureAwait(false);
        }
        return _outcome == ReconcileOutcome.Completed;
    }

    private async Task RecordAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var outcome = await _recorder.RecordAsync(candidate, _mode, _begun, cancellationToken).ConfigureAwait(false);
        if (outcome.IsLost)
        {
            _outcome = ReconcileOutcome.Busy;
        }
        Recorded.Additions += outcome.Recorded is { Status: UserActivityStatus.Addition } ? 1 : 0;
        Recorded.Removals += outcome.Recorded is { Status: UserActivityStatus.Removal } ? 1 : 0;
    }
}
