namespace Blueshift.Tracking.Relational.Capturing;

/// <summary>
/// Is what a package needs that writes rows itself, in the host's own transaction. Safe for several threads; throws nothing but
/// cancellation, and for programming errors.
/// </summary>
internal interface IOutboxCapture
{
    /// <summary>
    /// Says whether rows may be added. Until the tables have been seen once it looks for them on a connection of its own, at most once a
    /// minute; afterwards it costs nothing.
    /// </summary>
    /// <param name="isInTransaction">
    /// Whether the host has a transaction open: then nothing is written beside it, not even the first key, for which the host would wait.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see cref="RefusalReason.None"/> when they may, or why not.</returns>
    ValueTask<RefusalReason> CheckAsync(bool isInTransaction, CancellationToken cancellationToken);

    /// <summary>Does the same for a host that saves without waiting asynchronously: it blocks for the look.</summary>
    RefusalReason Check(bool isInTransaction);

    /// <summary>Adjusts, encodes and seals an activity. What has no id or no date is given one.</summary>
    /// <returns><see langword="null"/> when no key is at hand that seals it.</returns>
    CapturedRow? Encode(UserActivity activity);

    /// <summary>Counts rows that were committed, and has dispatch look.</summary>
    void Committed(IReadOnlyCollection<CapturedRow> rows);

    /// <summary>Counts changes that were seen and for which no row was added, and has them reconciled.</summary>
    void Skipped(RefusalReason reason, int count);

    /// <summary>Counts a fault of capture's own, because of which a change may have no row, and has it reconciled.</summary>
    /// <param name="reason">A word of a closed list, in lower case with hyphens.</param>
    void Faulted(string reason);
}
