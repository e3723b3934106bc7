using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Is the ledger with what the processes that share it have agreed on. Each call is a short transaction of its own, durable on return;
/// what the database throws leaves it. Safe for several threads.
/// </summary>
internal interface IReconcileStore
{
    /// <summary>Says how things stand.</summary>
    /// <param name="takesPart">Whether this process takes the part of the one that compares, or keeps it for a while, unless another has it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ReconcileStanding> StandAsync(bool takesPart, CancellationToken cancellationToken);

    /// <summary>Gives the part back.</summary>
    Task ResignAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a comparison is asked for, whichever process carries it out.</summary>
    /// <param name="isResync">Whether the endpoint asked for everybody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AskAsync(bool isResync, CancellationToken cancellationToken);

    /// <summary>Begins a comparison, or keeps it going for a while.</summary>
    /// <returns><see langword="false"/> when another process compares.</returns>
    Task<bool> TryRunAsync(CancellationToken cancellationToken);

    /// <summary>Ends a comparison.</summary>
    /// <param name="end">What it did; <see langword="null"/> when it did not come to its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task EndRunAsync(RunEnd? end, CancellationToken cancellationToken);

    /// <summary>Begins to answer a wish for everybody, unless that was begun before.</summary>
    /// <param name="since">Since when what is told counts, in milliseconds since 1970 UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Since when it counts: the time of whoever began.</returns>
    Task<long> BeginResyncAsync(long since, CancellationToken cancellationToken);

    /// <summary>Notes what became of the users who were there before, and counts those who were not sent.</summary>
    /// <returns>How many were not.</returns>
    Task<long> SetBaselineAsync(BaselineState baseline, CancellationToken cancellationToken);

    /// <summary>Reads what is known of the users of a page, without who they are. Of one of whom nothing is known it gives nothing.</summary>
    Task<IReadOnlyDictionary<UInt128, LedgerLine>> FindAsync(
        IReadOnlyList<UInt128> subjects,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the next of those who count as active, in the order of their codes, with who they are.</summary>
    Task<IReadOnlyList<LedgerLine>> ReadActiveAsync(UInt128? after, int count, CancellationToken cancellationToken);

    /// <summary>Counts those who count as active.</summary>
    Task<long> CountActiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Records a finding in one transaction with the look at what is known of the user now: nothing while something of him is pending, and
    /// nothing when this process no longer compares.
    /// </summary>
    /// <param name="subject">The user's code.</param>
    /// <param name="decide">Is asked what is to be recorded, by what is known of him; not when something is pending. Does no I/O.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<RecordOutcome> RecordAsync(
        UInt128 subject,
        Func<LedgerLine?, FoundActivity?> decide,
        CancellationToken cancellationToken
    );

    /// <summary>Notes users as there before tracking, except those of whom something is known or pending.</summary>
    /// <returns><see langword="false"/> when this process no longer compares; nothing was noted.</returns>
    Task<bool> NoteAsync(IReadOnlyList<Candidate> users, CancellationToken cancellationToken);

    /// <summary>Has delivery look, and waits until the counters of the buffer show what was recorded.</summary>
    Task RecordedAsync();

    /// <summary>Reads who is active at one moment.</summary>
    Task<ActiveSet> ReadActiveSetAsync(CancellationToken cancellationToken);
}
