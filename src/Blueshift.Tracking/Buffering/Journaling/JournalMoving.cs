namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Moves what waits in a journal of another instance id into the own one: a batch is encoded anew and appended here, which is
/// durable, and then dropped there as <see cref="DropReason.Moved"/>, which is made durable before the next batch. Throws no storage
/// faults.
/// </summary>
/// <remarks>
/// A crash between the two appends at most that one batch once more when the journal is opened again. It has the same activity ids
/// as before and now the same instance, so the endpoint answers duplicate for the second copy and nothing is counted twice. Dead letters
/// stay where they are.
/// </remarks>
internal sealed class JournalMoving(JournalContext context, Journal own, CancellationToken stop)
{
    // So little that the records, with their keys and a longer instance id, fit into one append.
    private const int BatchCount = 100;
    private const int BatchBytes = 96 * 1024;

    /// <summary>Moves what waits in the journals that are named, as far as it can be done now.</summary>
    public async Task RunAsync(IReadOnlyList<DormantJournal> all)
    {
        foreach (var dormant in all)
        {
            if (
                dormant is { Reason: DormantReason.Foreign, Counts.Waiting: > 0, Owner: { } owner }
                && context.Move!.Moves(owner)
            )
            {
                await MoveAsync(dormant, owner).ConfigureAwait(false);
            }
        }
    }

    private async Task MoveAsync(DormantJournal dormant, BufferOwner owner)
    {
        if (await OpenAsync(dormant.Folder, owner).ConfigureAwait(false) is not { } journal)
        {
            return;
        }
        await using (journal.ConfigureAwait(false))
        {
            while (!stop.IsCancellationRequested && await TryMoveBatchAsync(journal).ConfigureAwait(false))
            {
                context.Signal.Set();
            }
        }
    }

    private async Task<Journal?> OpenAsync(JournalFolder folder, BufferOwner owner)
    {
        var parent = Path.GetDirectoryName(folder.Path)!;
        // It keeps its owner, and its bytes are not ours: if the setting goes, it is foreign again.
        var theirs = context with
        {
            Owner = owner,
            Bounds = new JournalBounds(context.Files, parent, context.Options),
        };
        var (parts, _) = await JournalDoor.TryOpenAsync(theirs, folder, isOwn: false, stop).ConfigureAwait(false);
        return parts is null ? null : new Journal(parts);
    }

    /// <returns><see langword="false"/> when nothing is left, or it goes no further now.</returns>
    private async Task<bool> TryMoveBatchAsync(Journal journal)
    {
        if (await journal.ClaimAsync(BatchCount, BatchBytes).ConfigureAwait(false) is not { } claim)
        {
            return false;
        }
        using var activities = new EncodedActivities();
        var settlements = Encode(claim, activities);
        var appended = new AppendResult(0, RefusalReason.None);
        if (activities.Count > 0)
        {
            appended = await own.Commits.AppendAsync(activities, CancellationToken.None).ConfigureAwait(false);
        }
        var isWhole = appended.Recorded == activities.Count;
        Keep(settlements, appended.Recorded);
        await journal.SettleAsync(claim, settlements).ConfigureAwait(false);
        // Not before it is durable there: else a crash would append more than one batch again.
        return await journal.Archive.TrySaveAsync().ConfigureAwait(false) && isWhole;
    }

    private Settlement[] Encode(HeldClaim claim, EncodedActivities activities)
    {
        var settlements = new Settlement[claim.Activities.Count];
        for (var index = 0; index < settlements.Length; index++)
        {
            var isEncoded =
                ActivityRecord.TryRead(claim.Record(claim.Activities[index]).Span, out var record)
                && context.Move!.Encoder(record, activities);
            settlements[index] = isEncoded ? Settlement.Drop(DropReason.Moved) : Settlement.DeadLetter("unreadable");
        }
        return settlements;
    }

    // What was not appended waits there as before.
    private static void Keep(Settlement[] settlements, int moved)
    {
        for (var index = 0; index < settlements.Length; index++)
        {
            if (settlements[index].Kind == SettlementKind.Drop && moved-- <= 0)
            {
                settlements[index] = Settlement.Release;
            }
        }
    }
}
