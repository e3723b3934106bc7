using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Settles what becomes of the users who were there before tracking: they are noted, or sent. Ended in the middle it is begun again, and
/// passes over whom it has done.
/// </summary>
internal sealed class BaselineStep
{
    private readonly ReconcileScan _scan;
    private readonly FindingRecorder _recorder;
    private readonly IReconcileStore _store;
    private readonly ReconcileReporter _reporter;
    private readonly ReconcileTerms _terms;

    public BaselineStep(
        ReconcileScan scan,
        FindingRecorder recorder,
        IReconcileStore store,
        ReconcileReporter reporter,
        ReconcileTerms terms
    )
    {
        _scan = scan;
        _recorder = recorder;
        _store = store;
        _reporter = reporter;
        _terms = terms;
    }

    /// <summary>Says whether there is something to do.</summary>
    public static bool IsOpen(DirectoryCondition directory, BaselineMode mode) =>
        mode switch
        {
            // Of those whose date was not known it may be known now.
            BaselineMode.Send => directory.Baseline != BaselineState.Sent || directory.Unsent > 0,
            BaselineMode.Skip => directory.Baseline is BaselineState.None or BaselineState.Undecided,
            _ => directory.Baseline is BaselineState.None or BaselineState.Skipped,
        };

    /// <summary>Does it.</summary>
    public async Task<BaselineResult> RunAsync(DirectoryCondition directory, CancellationToken cancellationToken)
    {
        var isKnown = directory.Baseline != BaselineState.None;
        if (!IsOpen(directory, _terms.Baseline))
        {
            return new BaselineResult(isKnown, IsLost: false, Sent: 0);
        }
        var sends = _terms.Baseline == BaselineMode.Send;
        var mode = new ScanMode { IsBaseline = true, TakesUnknown = !isKnown };
        var page = new BaselinePage(sends, mode, _terms.TimeProvider.GetUtcNow());
        if (sends || !isKnown)
        {
            await _scan
                .RunAsync(
                    mode,
                    page.Counts,
                    candidates => VisitAsync(page, candidates, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
            // A directory without any user was more likely not filled yet: those whom it lists next would be taken for changes.
            if (page.IsLost || (!isKnown && page.Counts.Users == 0))
            {
                return new BaselineResult(isKnown, page.IsLost, page.Sent);
            }
        }
        var unsent = await _store.SetBaselineAsync(StateOf(_terms.Baseline), cancellationToken).ConfigureAwait(false);
        _reporter.Baseline(new DirectoryCondition(StateOf(_terms.Baseline), unsent, IsStopped: false), page.Sent);
        return new BaselineResult(IsKnown: true, IsLost: false, page.Sent);
    }

    private static BaselineState StateOf(BaselineMode mode) =>
        mode switch
        {
            BaselineMode.Send => BaselineState.Sent,
            BaselineMode.Skip => BaselineState.Skipped,
            _ => BaselineState.Undecided,
        };

    private async Task<bool> VisitAsync(
        BaselinePage page,
        IReadOnlyList<Candidate> candidates,
        CancellationToken cancellationToken
    )
    {
        var dated = page.Sends
            ? candidates.Where(one => ReconcileDates.IsKnown(one.CreatedAt, page.Begun)).ToList()
            : [];
        var noted = candidates.Except(dated).ToList();
        page.IsLost = !await _store.NoteAsync(noted, cancellationToken).ConfigureAwait(false);
        if (dated.Count > 0)
        {
            page.IsLost |= !await _terms.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        for (var index = 0; index < dated.Count && !page.IsLost; index++)
        {
            var outcome = await _recorder
                .RecordAsync(dated[index], page.Mode, page.Begun, cancellationToken)
                .ConfigureAwait(false);
            page.IsLost = outcome.IsLost;
            page.Sent += outcome.Recorded is null ? 0 : 1;
        }
        if (dated.Count > 0)
        {
            await _store.RecordedAsync().ConfigureAwait(false);
        }
        return !page.IsLost;
    }

    /// <summary>Is how far one run of it has come.</summary>
    private sealed record BaselinePage(bool Sends, ScanMode Mode, DateTimeOffset Begun)
    {
        public ScanCounts Counts { get; } = new();

        public long Sent { get; set; }

        public bool IsLost { get; set; }
    }
}
