using System.Data.Common;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Sealing;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>
/// Keeps what the endpoint knows of each user, in the transaction that settles his activity. There is one only where a user directory can
/// be compared with it: elsewhere nobody needs the data, and nobody keeps it. Of two activities with the same date the later number counts
/// within a claim, and what was settled later across claims. Safe for several threads.
/// </summary>
internal sealed class LedgerWriter(LedgerStatements statements, IOutboxSeal seal, string instance)
{
    // The rows of one statement: its parameters stay far below what either database takes.
    private const int RowsAtOnce = 100;

    /// <summary>Writes what a settlement says.</summary>
    /// <param name="transaction">The settlement's.</param>
    /// <param name="settled">What becomes of the claim's rows.</param>
    /// <param name="deleted">The numbers of those delivered that were still held and had not been erased meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(
        DbTransaction transaction,
        SettledRows settled,
        HashSet<long> deleted,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var entries in Latest(settled.DeliveredRows.Where(row => deleted.Contains(row.Sequence))).Chunk(RowsAtOnce)
        )
        {
            await Upsert(transaction, entries).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        foreach (var entry in Latest(settled.SuppressedRows))
        {
            await SuppressAsync(transaction, entry.Subject, entry.Date, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that the endpoint wants nothing of a user.</summary>
    public Task SuppressAsync(
        DbTransaction transaction,
        byte[] subject,
        long date,
        CancellationToken cancellationToken
    ) =>
        transaction
            .Connection!.Command(transaction, statements.Suppress)
            .With("@instance", instance)
            .With("@subject", subject)
            .With("@date", date)
            .RunAsync(cancellationToken);

    // Each user once, and all in one order, so that two processes that settle at the same time do not wait for each other in a circle.
    private IEnumerable<LedgerEntry> Latest(IEnumerable<OutboxRow> rows) =>
        rows.Select(row => LedgerEntry.TryRead(row, seal))
            .OfType<LedgerEntry>()
            .GroupBy(static entry => Capture.Subject.NumberOf(entry.Subject))
            .Select(static entries => entries.MaxBy(static entry => (entry.Date, entry.Sequence))!)
            .OrderBy(static entry => Capture.Subject.NumberOf(entry.Subject));

    private DbCommand Upsert(DbTransaction transaction, LedgerEntry[] entries)
    {
        var command = transaction
            .Connection!.Command(transaction, statements.Upsert(entries.Length))
            .With("@instance", instance);
        for (var index = 0; index < entries.Length; index++)
        {
            var status =
                entries[index].Status == UserActivityStatus.Addition ? LedgerStatus.Active : LedgerStatus.Removed;
            command
                .With($"@s{index}", entries[index].Subject)
                .With($"@status{index}", (long)status)
                .With($"@date{index}", entries[index].Date)
                .With($"@contact{index}", entries[index].Contact);
        }
        return command;
    }
}
