using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Reads and notes what the endpoint is told of the outbox's numbers. Safe for several threads.</summary>
internal sealed class ReportStore
{
    private readonly IOutboxConnections _database;
    private readonly OutboxSettler _settler;
    private readonly TableNames _names;
    private readonly IsolationLevel _snapshot;
    private readonly string _instance;

    public ReportStore(IOutboxConnections database, OutboxSettler settler, OutboxStatements statements, string instance)
    {
        _database = database;
        _settler = settler;
        _names = statements.Names;
        _snapshot = statements.Snapshot;
        _instance = instance;
    }

    private string Untold =>
        $"""
            SELECT sequence, state, COALESCE(reason, '') FROM {_names.Outbox}
            WHERE instance = @instance AND untold = 1 ORDER BY sequence LIMIT @count
            """;

    private string FirstUnanswered =>
        $"SELECT MIN(sequence) FROM {_names.Outbox} WHERE instance = @instance AND state < @deadLetter";

    private string NoteTold =>
        $"UPDATE {_names.Outbox} SET untold = 0 WHERE instance = @instance AND untold = 1 AND sequence BETWEEN @from AND @to";

    private string DeleteTold =>
        $"DELETE FROM {_names.Outbox} WHERE instance = @instance AND untold = 0 AND state = @givenUp AND sequence BETWEEN @from AND @to";

    /// <summary>Reads the first numbers that were given up and not told, and the lowest that was not answered.</summary>
    public Task<(IReadOnlyList<GivenUpRange> GivenUp, long? FirstUnanswered)> ReadAsync(
        int count,
        CancellationToken cancellationToken
    ) =>
        _database.TransactAsync<(IReadOnlyList<GivenUpRange>, long?)>(
            _snapshot,
            async transaction =>
            {
                var givenUp = new List<GivenUpRange>();
                long? first = null;
                await transaction
                    .Connection!.Command(transaction, Untold)
                    .With("@instance", _instance)
                    .With("@count", count)
                    .ReadAsync(row => givenUp.Add(Read(row)), cancellationToken)
                    .ConfigureAwait(false);
                await transaction
                    .Connection!.Command(transaction, FirstUnanswered)
                    .With("@instance", _instance)
                    .With("@deadLetter", (long)RowState.DeadLetter)
                    .ReadAsync(row => first = row.IsDBNull(0) ? null : row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                return (givenUp, first);
            },
            cancellationToken
        );

    /// <summary>Notes that ranges were told: what was given up in them is forgotten.</summary>
    public Task<int> ToldAsync(string node, IReadOnlyList<GivenUpRange> ranges, CancellationToken cancellationToken) =>
        _database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var deleted = 0;
                foreach (var range in ranges)
                {
                    await Within(transaction, NoteTold, range).RunAsync(cancellationToken).ConfigureAwait(false);
                    deleted += await Within(transaction, DeleteTold, range)
                        .With("@givenUp", (long)RowState.GivenUp)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                }
                var last = ranges.Max(static range => range.To);
                await _settler
                    .CountAsync(transaction, new NodeCounts(node, 0, 0, last), cancellationToken)
                    .ConfigureAwait(false);
                return deleted;
            },
            cancellationToken
        );

    private DbCommand Within(DbTransaction transaction, string statement, GivenUpRange range) =>
        transaction
            .Connection!.Command(transaction, statement)
            .With("@instance", _instance)
            .With("@from", range.From)
            .With("@to", range.To);

    private static GivenUpRange Read(DbDataReader row)
    {
        var reason =
            (RowState)row.GetInt64(1) == RowState.GivenUp
            && Enum.TryParse<GivenUpReason>(row.GetString(2), out var parsed)
                ? parsed
                : GivenUpReason.DeadLetter;
        return new GivenUpRange(row.GetInt64(0), row.GetInt64(0), reason);
    }
}
