using System.Data;
using System.Globalization;
using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Holds the statements of the outbox, of which the databases share all but a few words. Parameters begin with <c>@</c>.</summary>
internal sealed class OutboxStatements
{
    private readonly TableNames _names;
    private readonly bool _isPostgreSql;
    private readonly string _skipLocked;

    public OutboxStatements(OutboxProvider provider, TableNames names)
    {
        _names = names;
        _isPostgreSql = provider == OutboxProvider.PostgreSql;
        Now = _isPostgreSql
            ? "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)"
            : "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
        _skipLocked = _isPostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
    }

    public TableNames Names => _names;

    /// <summary>Gets how to read several things as they are at one moment. SQLite takes no lock for it that keeps the host from writing.</summary>
    public IsolationLevel Snapshot => _isPostgreSql ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted;

    /// <summary>Gets the database's clock, in milliseconds since 1970 UTC.</summary>
    public string Now { get; }

    /// <summary>Counts which of the three tables are there. It asks the catalog, so that it does not fail when none is.</summary>
    public string Presence =>
        _isPostgreSql
            ? $"""
                SELECT CAST(COUNT(*) AS bigint) FROM (VALUES ('{_names.Outbox}'), ('{_names.Ledger}'), ('{_names.State}')) AS t (name)
                WHERE to_regclass(t.name) IS NOT NULL
                """
            : $"""
                SELECT COUNT(*) FROM sqlite_master
                WHERE type = 'table' AND name IN ('{_names.Outbox}', '{_names.Ledger}', '{_names.State}')
                """;

    /// <summary>Reads nothing from every table: it fails when the host's rights do not reach them.</summary>
    public string Probe =>
        $"SELECT 1 FROM {_names.Outbox} CROSS JOIN {_names.Ledger} CROSS JOIN {_names.State} WHERE 1 = 0";

    /// <summary>Counts what has waited for long and is another instance's: nobody sends it.</summary>
    public string CountForeign =>
        $"""
            SELECT COUNT(*) FROM {_names.Outbox}
            WHERE instance <> @instance AND state < {Number(RowState.DeadLetter)} AND recorded_at < @before
            """;

    /// <summary>Counts what is kept of an instance, by state.</summary>
    public string CountRows =>
        $"""
            SELECT state, COUNT(*), CAST(COALESCE(SUM(size), 0) AS bigint), MIN(recorded_at), MIN(sequence), MAX(sequence)
            FROM {_names.Outbox} WHERE instance = @instance GROUP BY state
            """;

    /// <summary>Sums what all nodes settled.</summary>
    public string SumNodes =>
        $"""
            SELECT CAST(COALESCE(SUM(delivered), 0) AS bigint), CAST(COALESCE(SUM(dropped), 0) AS bigint),
              COALESCE(MAX(last), 0)
            FROM {_names.State} WHERE substr(name, 1, length(@prefix)) = @prefix
            """;

    /// <summary>Reads the lowest number of an instance that is not settled.</summary>
    public string FirstOpen =>
        $"SELECT MIN(sequence) FROM {_names.Outbox} WHERE instance = @instance AND state = {Number(RowState.Waiting)}";

    public string Has => $"SELECT 1 FROM {_names.Outbox} WHERE id = @id";

    /// <summary>Gives the outbox the id by which the endpoint knows it, unless it has one.</summary>
    public string Name =>
        $"""
            INSERT INTO {_names.State} (name, delivered, dropped, last, value) VALUES ('outbox', 0, 0, 0, @value)
            ON CONFLICT (name) DO NOTHING
            """;

    public string ReadName => $"SELECT value FROM {_names.State} WHERE name = 'outbox'";

    /// <summary>
    /// Takes what nobody holds: what was seen live first, each kind in the order of its numbers, as many as the bytes allow and at least
    /// one. A lease that has run out on the database's clock holds nothing.
    /// </summary>
    public string Claim =>
        $"""
            WITH free AS (
              SELECT sequence, origin, size FROM {_names.Outbox}
              WHERE instance = @instance AND state < {Number(RowState.DeadLetter)} AND payload IS NOT NULL
                AND not_before <= @now AND (lease_until IS NULL OR lease_until < {Now})
              ORDER BY origin, sequence LIMIT @count {_skipLocked}
            ), summed AS (
              SELECT sequence, SUM(size) OVER by_order AS total, ROW_NUMBER() OVER by_order AS place
              FROM free WINDOW by_order AS (ORDER BY origin, sequence)
            )
            UPDATE {_names.Outbox} SET owner = @owner, lease_until = {Now} + @lease, attempts = attempts + 1
            WHERE sequence IN (SELECT sequence FROM summed WHERE total <= @bytes OR place = 1)
            RETURNING sequence, id, payload, origin, size, state
            """;

    /// <summary>Deletes rows of an owner, and says of each whether it was erased meanwhile.</summary>
    public string Delete(IReadOnlyList<long> sequences) =>
        $"""
            DELETE FROM {_names.Outbox} WHERE owner = @owner AND sequence IN ({List(sequences)})
            RETURNING sequence, CASE WHEN payload IS NULL THEN 1 ELSE 0 END
            """;

    /// <summary>Lets rows of an owner go, with another state. What was erased meanwhile is given up.</summary>
    public string Free(IReadOnlyList<long> sequences) =>
        $"""
            UPDATE {_names.Outbox} SET owner = NULL, lease_until = NULL, not_before = @notBefore,
              state = CASE WHEN payload IS NULL THEN {Number(RowState.GivenUp)} ELSE @state END,
              reason = CASE WHEN payload IS NULL THEN '{nameof(DropReason.Erased)}' ELSE @reason END,
              untold = CASE WHEN payload IS NULL THEN 1 ELSE @untold END
            WHERE owner = @owner AND sequence IN ({List(sequences)})
            RETURNING state
            """;

    /// <summary>Gives up rows of an owner: the number alone is kept.</summary>
    public string GiveUp(IReadOnlyList<long> sequences) =>
        $"{GiveUpAll} WHERE owner = @owner AND sequence IN ({List(sequences)})";

    internal string GiveUpAll =>
        $"""
            UPDATE {_names.Outbox} SET state = {Number(RowState.GivenUp)}, payload = NULL, subject = NULL, size = 0,
              owner = NULL, lease_until = NULL, untold = 1, reason = @reason
            """;

    /// <summary>Adds to a node's counters, and keeps the highest number of which nothing may be left.</summary>
    public string Count =>
        $"""
            INSERT INTO {_names.State} (name, delivered, dropped, last) VALUES (@name, @delivered, @dropped, @last)
            ON CONFLICT (name) DO UPDATE SET
              delivered = {_names.Prefix}state.delivered + excluded.delivered,
              dropped = {_names.Prefix}state.dropped + excluded.dropped,
              last = CASE WHEN excluded.last > {_names.Prefix}state.last THEN excluded.last ELSE {_names.Prefix}state.last END
            """;

    /// <summary>
    /// Appends rows, whose parameters have the row's place in their names. One whose id is there already is the host's own retry, and
    /// stays the one that it is.
    /// </summary>
    public string Insert(int count)
    {
        var rows = Enumerable
            .Range(0, count)
            .Select(row =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"(@id{row}, @instance, @subject{row}, @payload{row}, @size{row}, @origin{row}, 0, @now, 0, 0, 0)"
                )
            );
        return $"""
            INSERT INTO {_names.Outbox}
              (id, instance, subject, payload, size, origin, state, recorded_at, attempts, not_before, untold)
            VALUES {string.Join(", ", rows)}
            ON CONFLICT (id) DO NOTHING
            RETURNING sequence, size
            """;
    }

    internal static string List(IReadOnlyList<long> sequences) =>
        string.Join(',', sequences.Select(sequence => sequence.ToString(CultureInfo.InvariantCulture)));

    internal static string Number(RowState state) => ((int)state).ToString(CultureInfo.InvariantCulture);
}
