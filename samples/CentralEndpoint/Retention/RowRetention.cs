using CentralEndpoint.Storage;

namespace CentralEndpoint.Retention;

/// <summary>Deletes rows, or what is personal in them, of a table that belongs to no instance.</summary>
/// <param name="store">Where they are.</param>
/// <param name="count">Counts those that are due, ended at or before a time in Unix milliseconds.</param>
/// <param name="delete">Deletes no more of them than it is told, and gives how many it were.</param>
internal sealed class RowRetention(
    EndpointStore store,
    Func<EndpointDbContext, long, Task<int>> count,
    Func<EndpointDbContext, long, int, Task<int>> delete
) : RetentionKind
{
    /// <summary>Is how many rows go with each transaction: others want to write as well.</summary>
    public const int RowsAtOnce = 500;

    public override Task<long> CountAsync(DateTimeOffset now) =>
        store.ReportAsync(async db => (long)await count(db, Cutoff(now).ToUnixTimeMilliseconds()));

    public override async Task PurgeAsync(DateTimeOffset now, Action<long> deleted, CancellationToken cancellationToken)
    {
        var cutoff = Cutoff(now).ToUnixTimeMilliseconds();
        // Where nothing is due nobody waits for it.
        if (await CountAsync(now) == 0)
        {
            return;
        }

        int rows;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = await store.WriteAllAsync((db, _) => delete(db, cutoff, RowsAtOnce));
            deleted(rows);
        } while (rows == RowsAtOnce);
    }
}
