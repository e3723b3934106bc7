using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Carries the statements out, each call in a short transaction on a connection of its own. Safe for several threads.</summary>
internal sealed class OutboxStore
{
    // The rows of one statement: its parameters stay far below what either database takes.
    private const int RowsAtOnce = 100;

    private readonly IOutboxConnections _database;
    private readonly OutboxStatements _statements;
    private readonly string _instance;

    public OutboxStore(IOutboxConnections database, OutboxStatements statements, string instance)
    {
        _database = database;
        _statements = statements;
        _instance = instance;
    }

    /// <summary>Looks at all the numbers, as they are at one moment.</summary>
    /// <param name="foreignBefore">Before when what is another instance's must have been recorded to be counted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<OutboxCounts> CountAsync(DateTimeOffset foreignBefore, CancellationToken cancellationToken) =>
        _database.TransactAsync(
            _statements.Snapshot,
            async transaction =>
            {
                var counts = OutboxCounts.Nothing;
                await transaction
                    .Connection!.Command(transaction, _statements.CountRows)
                    .With("@instance", _instance)
                    .ReadAsync(row => counts = counts.With(row), cancellationToken)
                    .ConfigureAwait(false);
                await transaction
                    .Connection!.Command(transaction, _statements.SumNodes)
                    .With("@prefix", NodeCounts.Prefix(_instance))
                    .ReadAsync(
                        row =>
                            counts = counts with
                            {
                                Delivered = row.GetInt64(0),
                                Dropped = row.GetInt64(1),
                                Last = Math.Max(counts.Last, row.GetInt64(2)),
                            },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await transaction
                    .Connection!.Command(transaction, _statements.CountForeign)
                    .With("@instance", _instance)
                    .With("@before", foreignBefore.ToUnixTimeMilliseconds())
                    .ReadAsync(row => counts = counts with { Foreign = row.GetInt64(0) }, cancellationToken)
                    .ConfigureAwait(false);
                return counts;
            },
            cancellationToken
        );

    /// <summary>Appends rows in order.</summary>
    public Task<AppendedRows> AppendAsync(
        IReadOnlyList<NewRow> rows,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        _database.TransactAsync(
            IsolationLevel.ReadCommitted,
            transaction => AppendAsync(rows, now, transaction, cancellationToken),
            cancellationToken
        );

    /// <summary>Appends rows in a transaction of somebody else, who commits it.</summary>
    public async Task<AppendedRows> AppendAsync(
        IReadOnlyList<NewRow> rows,
        DateTimeOffset now,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var numbers = new List<long>(rows.Count);
        var bytes = 0L;
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            var command = transaction
                .Connection!.Command(transaction, _statements.Insert(some.Length))
                .With("@instance", _instance)
                .With("@now", now.ToUnixTimeMilliseconds());
            for (var index = 0; index < some.Length; index++)
            {
                command
                    .With($"@id{index}", some[index].Id.ToByteArray(bigEndian: true))
                    .With($"@subject{index}", some[index].Subject)
                    .With($"@payload{index}", some[index].Payload)
                    .With($"@size{index}", some[index].Size)
                    .With($"@origin{index}", (long)some[index].Origin);
            }
            await command
                .ReadAsync(
                    row =>
                    {
                        numbers.Add(row.GetInt64(0));
                        bytes += row.GetInt64(1);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        return new AppendedRows(numbers, bytes);
    }

    /// <summary>Says whether an activity is there.</summary>
    public Task<bool> HasAsync(Guid id, CancellationToken cancellationToken) =>
        _database.TransactAsync(
            _statements.Snapshot,
            async transaction =>
            {
                var isThere = false;
                await transaction
                    .Connection!.Command(transaction, _statements.Has)
                    .With("@id", id.ToByteArray(bigEndian: true))
                    .ReadAsync(_ => isThere = true, cancellationToken)
                    .ConfigureAwait(false);
                return isThere;
            },
            cancellationToken
        );

    /// <summary>Takes rows that nobody holds, in the order in which they are to be sent.</summary>
    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(ClaimTerms terms, CancellationToken cancellationToken) =>
        _database.TransactAsync<IReadOnlyList<OutboxRow>>(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var rows = new List<OutboxRow>();
                await transaction
                    .Connection!.Command(transaction, _statements.Claim)
                    .With("@instance", _instance)
                    .With("@owner", terms.Owner)
                    .With("@now", terms.Now.ToUnixTimeMilliseconds())
                    .With("@lease", (long)terms.Lease.TotalMilliseconds)
                    .With("@count", terms.MaxCount)
                    .With("@bytes", (long)terms.MaxBytes)
                    .ReadAsync(row => rows.Add(OutboxRow.Read(row)), cancellationToken)
                    .ConfigureAwait(false);
                return [.. rows.OrderBy(static row => row.Origin).ThenBy(static row => row.Sequence)];
            },
            cancellationToken
        );

    /// <summary>Reads the lowest number that is not settled.</summary>
    public Task<long?> FirstOpenAsync(CancellationToken cancellationToken) =>
        _database.TransactAsync(
            _statements.Snapshot,
            async transaction =>
            {
                long? first = null;
                await transaction
                    .Connection!.Command(transaction, _statements.FirstOpen)
                    .With("@instance", _instance)
                    .ReadAsync(row => first = row.IsDBNull(0) ? null : row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                return first;
            },
            cancellationToken
        );
}
