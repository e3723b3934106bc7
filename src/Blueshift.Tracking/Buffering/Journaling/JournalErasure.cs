using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Erases a person from one journal: invariant J23 of docs/journal-format.md. Every step may be cut short and done again: what was
/// rewritten is a hole, and a hole that is still open is given up as erased when it is met.
/// </summary>
internal sealed class JournalErasure(
    JournalParts parts,
    JournalBooks books,
    JournalClaims claims,
    GroupCommit commits,
    Lock io
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Erases.</summary>
    /// <param name="matches">Whom.</param>
    /// <param name="cancellationToken">Ends it between two segments.</param>
    /// <returns>What was found; <see cref="PersonFindings.Unreached"/> is 1 when something may be left.</returns>
    public async Task<PersonFindings> RunAsync(ActivityPredicate matches, CancellationToken cancellationToken)
    {
        var search = new JournalSearch(parts, claims, matches, export: null);
        Task quiet;
        lock (io)
        {
            search.LookAtClaims();
            quiet = claims.Gate.CloseAsync();
        }
        try
        {
            await WaitAsync(quiet, cancellationToken).ConfigureAwait(false);
            var isDone = await TryEraseAsync(search, matches, cancellationToken).ConfigureAwait(false);
            var found = search.Findings;
            return found.Plus(
                isDone
                    ? new PersonFindings { Erased = found.Waiting + found.DeadLetters + found.Settled }
                    : new PersonFindings { Unreached = 1 }
            );
        }
        finally
        {
            lock (io)
            {
                claims.Gate.Open();
            }
            parts.Context.Signal.Set();
        }
    }

    // A request that takes longer goes on; its activities are erased here all the same.
    private async Task WaitAsync(Task quiet, CancellationToken cancellationToken)
    {
        try
        {
            await quiet.WaitAsync(Patience, parts.Context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The endpoint has been asked for all that it may get of them.
        }
    }

    private async Task<bool> TryEraseAsync(
        JournalSearch search,
        ActivityPredicate matches,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (await BeginEpochAsync().ConfigureAwait(false) is not { } key)
            {
                return false;
            }
            ErasureRewriting rewriting;
            lock (io)
            {
                // From here on no settlement of a claim brings anything of the person back.
                rewriting = new ErasureRewriting(parts, books, claims, key, matches);
                rewriting.EraseClaimed();
            }
            var affected = Search(search, key, cancellationToken);
            var isDone = search.IsComplete;
            foreach (var segment in parts.Catalog.List().Where(segment => affected.Contains(segment.Header.EpochId)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                lock (io)
                {
                    isDone &= rewriting.TryRewrite(segment);
                }
            }
            lock (io)
            {
                return rewriting.TryFinish(affected) && isDone;
            }
        }
        catch (StorageFaultException exception)
        {
            parts.Context.Reporter.StorageFailed(exception.Fault);
            return false;
        }
    }

    // Between two segments whoever settles has its turn.
    private HashSet<Guid> Search(JournalSearch search, DataKey key, CancellationToken cancellationToken)
    {
        foreach (var segment in parts.Catalog.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (io)
            {
                search.Log(segment);
            }
        }
        lock (io)
        {
            search.Sides();
            return search.Epochs.Union(ErasureRewriting.Strays(parts)).Where(epoch => epoch != key.EpochId).ToHashSet();
        }
    }

    /// <summary>Begins a new epoch, and ends the segment of the old one.</summary>
    /// <returns><see langword="null"/> when no key can be had, or the disk does not answer in time.</returns>
    private async Task<DataKey?> BeginEpochAsync()
    {
        var before = parts.Epoch.Current;
        parts.Epoch.Spend();
        await parts.Epoch.PrepareAsync().ConfigureAwait(false);
        if (parts.Epoch.Current is not { } key || key == before)
        {
            return null;
        }
        return await commits.TryRollAsync().ConfigureAwait(false) ? key : null;
    }
}
