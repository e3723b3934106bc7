using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Finds the tables and names the outbox. Safe for several threads.</summary>
internal sealed class OpeningStore(IOutboxConnections database, OutboxStatements statements)
{
    private const int TableCount = 3;

    /// <summary>Looks whether all tables are there. It reads alone, so that it waits for no transaction of the host's.</summary>
    /// <exception cref="DbException">The database is away, or its rights do not reach the tables.</exception>
    public Task<bool> SeeAsync(CancellationToken cancellationToken) =>
        database.TransactAsync(
            statements.Snapshot,
            async transaction =>
            {
                var connection = transaction.Connection!;
                var tables = 0L;
                await connection
                    .Command(transaction, statements.Presence)
                    .ReadAsync(row => tables = row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                if (tables < TableCount)
                {
                    return false;
                }
                await connection
                    .Command(transaction, statements.Probe)
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Gets the outbox's id, and gives it the proposed one if it has none.</summary>
    /// <exception cref="DbException">The database is away.</exception>
    public Task<string> NameAsync(string proposed, CancellationToken cancellationToken) =>
        database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var connection = transaction.Connection!;
                var id = proposed;
                await connection
                    .Command(transaction, statements.Name)
                    .With("@value", proposed)
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                await connection
                    .Command(transaction, statements.ReadName)
                    .ReadAsync(row => id = row.GetString(0), cancellationToken)
                    .ConfigureAwait(false);
                return id;
            },
            cancellationToken
        );
}
