using System.Data;
using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Holds the statements of what people, not dispatch, ask of the outbox.</summary>
internal sealed class ArchiveStatements
{
    private readonly TableNames _names;
    private readonly OutboxStatements _statements;
    private readonly string _now;

    public ArchiveStatements(OutboxStatements statements, TableNames names)
    {
        _names = names;
        _statements = statements;
        _now = statements.Now;
    }

    /// <summary>Gets how to read, on SQLite without a lock that keeps the host from writing.</summary>
    public IsolationLevel Snapshot => _statements.Snapshot;

    /// <summary>Lists dead letters, the oldest number first.</summary>
    public string DeadLetters =>
        $"""
            SELECT sequence, id, recorded_at, COALESCE(reason, '') FROM {_names.Outbox}
            WHERE instance = @instance AND state = {OutboxStatements.Number(RowState.DeadLetter)} ORDER BY sequence
            """;

    /// <summary>Lets a dead letter be claimed once more.</summary>
    public string Retry =>
        $"""
            UPDATE {_names.Outbox} SET state = {OutboxStatements.Number(
                RowState.Waiting
            )}, not_before = 0, reason = NULL, untold = 0
            WHERE instance = @instance AND id = @id AND state = {OutboxStatements.Number(RowState.DeadLetter)}
            """;

    /// <summary>Gives up what was erased while somebody held it who never settled it.</summary>
    public string GiveUpBlank =>
        $"""
            {_statements.GiveUpAll} WHERE instance = @instance AND payload IS NULL AND state < {OutboxStatements.Number(
                RowState.GivenUp
            )}
              AND (lease_until IS NULL OR lease_until < {_now})
            """;

    /// <summary>Gives up what nobody holds and was recorded before a time, which dead letters have one of their own for.</summary>
    public string Expire =>
        $"""
            {_statements.GiveUpAll} WHERE instance = @instance AND payload IS NOT NULL AND (lease_until IS NULL OR lease_until < {_now})
              AND (state < {OutboxStatements.Number(RowState.DeadLetter)} AND recorded_at < @before
                OR state = {OutboxStatements.Number(RowState.DeadLetter)} AND recorded_at < @lettersBefore)
            """;

    /// <summary>Gives up rows that nobody holds.</summary>
    public string GiveUpFree(IReadOnlyList<long> sequences) =>
        $"""
            {_statements.GiveUpAll} WHERE sequence IN ({OutboxStatements.List(
                sequences
            )}) AND state < {OutboxStatements.Number(RowState.GivenUp)}
              AND (lease_until IS NULL OR lease_until < {_now})
            """;

    /// <summary>Makes rows unreadable that somebody holds; with his settlement they are given up unless they were delivered.</summary>
    public string Blank(IReadOnlyList<long> sequences) =>
        $"UPDATE {_names.Outbox} SET payload = NULL, subject = NULL WHERE sequence IN ({OutboxStatements.List(sequences)}) AND lease_until >= {_now}";

    /// <summary>Reads a page of what can still be read of an instance, in the order of its numbers.</summary>
    public string Page =>
        $"""
            SELECT sequence, payload, state, recorded_at, CASE WHEN lease_until >= {_now} THEN 1 ELSE 0 END, id
            FROM {_names.Outbox}
            WHERE instance = @instance AND sequence > @after AND payload IS NOT NULL AND state < {OutboxStatements.Number(
                RowState.GivenUp
            )}
            ORDER BY sequence LIMIT @count
            """;
}
