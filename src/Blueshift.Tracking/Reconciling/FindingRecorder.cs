using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Records what the endpoint lacks of a user, after he was read anew.</summary>
internal sealed class FindingRecorder(UserDirectorySource directory, IReconcileStore store, CaptureReporter reporter)
{
    /// <summary>Records a finding if it still is one.</summary>
    /// <param name="candidate">Whom the endpoint seems to lack.</param>
    /// <param name="mode">What was looked for.</param>
    /// <param name="begun">When the comparison began.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RecordOutcome> RecordAsync(
        Candidate candidate,
        ScanMode mode,
        DateTimeOffset begun,
        CancellationToken cancellationToken
    )
    {
        // First the user, then what is known of him: whoever changed him wrote his row with it, so that none can be overlooked.
        var current = await directory.FindAsync(candidate.User.Key, cancellationToken).ConfigureAwait(false);
        var outcome = await store
            .RecordAsync(candidate.Subject, line => Decide(candidate, current, line, mode, begun), cancellationToken)
            .ConfigureAwait(false);
        if (outcome.Recorded is { } recorded)
        {
            var isAddition = recorded.Status == UserActivityStatus.Addition;
            reporter.Recorded(isAddition ? 1 : 0, isAddition ? 0 : 1);
            reporter.Adjusted(recorded);
        }
        return outcome;
    }

    private static FoundActivity? Decide(
        Candidate candidate,
        DirectoryUser? current,
        LedgerLine? line,
        ScanMode mode,
        DateTimeOffset begun
    )
    {
        var difference = DifferencePolicy.Of(current is { IsActive: true }, line, mode);
        // Who changed sides since is found by the next comparison, within its limits.
        if (difference == Difference.None || difference != candidate.Difference)
        {
            return null;
        }
        var found = ReconcileDates.Found(begun, line?.Date ?? 0);
        if (difference == Difference.Removal)
        {
            // Under the data by which the endpoint knows him: the directory's may be scrubbed already.
            var user = line?.Contact ?? current?.User ?? candidate.User;
            return new FoundActivity
            {
                Activity = UserActivity.Deleted(user).At(found),
                Origin = ActivityOrigin.Reconciled,
            };
        }
        var addition = UserActivity.Created(current!.User);
        if (!mode.IsBaseline)
        {
            return new FoundActivity { Activity = addition.At(found), Origin = ActivityOrigin.Reconciled };
        }
        return ReconcileDates.IsKnown(current.CreatedAt, begun)
            ? new FoundActivity { Activity = addition.At(current.CreatedAt!.Value), Origin = ActivityOrigin.Baseline }
            : null;
    }
}
