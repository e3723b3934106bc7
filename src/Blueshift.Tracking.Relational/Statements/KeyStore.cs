using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Schema;
using Blueshift.Tracking.Relational.Sealing;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Keeps the wrapped data keys in the table of state. Safe for several threads.</summary>
internal sealed class KeyStore(IOutboxConnections database, TableNames names)
{
    private readonly string _read = $"SELECT name, value FROM {names.State} WHERE name LIKE '{StoredKey.Pattern}'";

    private readonly string _add =
        $"INSERT INTO {names.State} (name, delivered, dropped, last, value) VALUES (@name, 0, 0, 0, @value)";

    /// <summary>Reads all keys, the newest first.</summary>
    /// <exception cref="DbException">The database or the tables are away.</exception>
    public Task<IReadOnlyList<StoredKey>> ReadAsync(CancellationToken cancellationToken) =>
        database.TransactAsync<IReadOnlyList<StoredKey>>(
            // On SQLite it takes no lock for it.
            IsolationLevel.ReadUncommitted,
            async transaction =>
            {
                var keys = new List<StoredKey?>();
                await transaction
                    .Connection!.Command(transaction, _read)
                    .ReadAsync(
                        row => keys.Add(StoredKey.TryRead(row.GetString(0), row.GetString(1))),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return [.. keys.OfType<StoredKey>().OrderByDescending(static key => key.MadeAt)];
            },
            cancellationToken
        );

    /// <summary>Adds a key, durably on return.</summary>
    /// <exception cref="DbException">The database or the tables are away.</exception>
    public Task<int> AddAsync(StoredKey key, CancellationToken cancellationToken) =>
        database.TransactAsync(
            IsolationLevel.ReadCommitted,
            transaction =>
                transaction
                    .Connection!.Command(transaction, _add)
                    .With("@name", key.Name)
                    .With("@value", key.Value)
                    .RunAsync(cancellationToken),
            cancellationToken
        );
}
