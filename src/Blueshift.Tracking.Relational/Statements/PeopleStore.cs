using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Carries out what people ask of the outbox, page by page. Safe for several threads.</summary>
internal sealed class PeopleStore
{
    private readonly IOutboxConnections _database;
    private readonly ArchiveStatements _statements;
    private readonly OutboxSettler _settler;
    private readonly string _instance;

    public PeopleStore(
        IOutboxConnections database,
        ArchiveStatements statements,
        OutboxSettler settler,
        string instance
    )
    {
        _database = database;
        _statements = statements;
        _settler = settler;
        _instance = instance;
    }

    /// <summary>Reads the next rows that can still be read.</summary>
    public Task<IReadOnlyList<KeptRow>> PageAsync(long after, int count, CancellationToken cancellationToken) =>
        _database.TransactAsync<IReadOnlyList<KeptRow>>(
            _statements.Snapshot,
            async transaction =>
            {
                var rows = new List<KeptRow>();
                await transaction
                    .Connection!.Command(transaction, _statements.Page)
                    .With("@instance", _instance)
                    .With("@after", after)
                    .With("@count", count)
                    .ReadAsync(row => rows.Add(KeptRow.Read(row)), cancellationToken)
                    .ConfigureAwait(false);
                return rows;
            },
            cancellationToken
        );

    /// <summary>Gives up rows that nobody holds, and makes unreadable those that somebody holds.</summary>
    /// <returns>How many were given up.</returns>
    public Task<int> GiveUpAsync(
        string node,
        DropReason reason,
        IReadOnlyList<long> sequences,
        CancellationToken cancellationToken
    ) =>
        _database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var connection = transaction.Connection!;
                // First: whose lease ends between the two is made unreadable, and then given up.
                await connection
                    .Command(transaction, _statements.Blank(sequences))
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                var given = await connection
                    .Command(transaction, _statements.GiveUpFree(sequences))
                    .With("@reason", $"{reason}")
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                await _settler
                    .CountAsync(transaction, new NodeCounts(node, 0, given, 0), cancellationToken)
                    .ConfigureAwait(false);
                return given;
            },
            cancellationToken
        );

    /// <summary>Gives up what was recorded before a time and nobody holds.</summary>
    /// <param name="node">The process, whose counters it adds to.</param>
    /// <param name="before">Before when what waits must have been recorded.</param>
    /// <param name="lettersBefore">Before when a dead letter must have been recorded.</param>
    /// <param name="cancellationToken">Gives up; then nothing is changed.</param>
    /// <returns>How many were given up: of those that are too old, and of those that were erased while somebody held them for good.</returns>
    public Task<(int Expired, int Erased)> ExpireAsync(
        string node,
        DateTimeOffset before,
        DateTimeOffset lettersBefore,
        CancellationToken cancellationToken
    ) =>
        _database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var connection = transaction.Connection!;
                var expired = await connection
                    .Command(transaction, _statements.Expire)
                    .With("@instance", _instance)
                    .With("@reason", nameof(DropReason.Expired))
                    .With("@before", before.ToUnixTimeMilliseconds())
                    .With("@lettersBefore", lettersBefore.ToUnixTimeMilliseconds())
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                var erased = await connection
                    .Command(transaction, _statements.GiveUpBlank)
                    .With("@instance", _instance)
                    .With("@reason", nameof(DropReason.Erased))
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                await _settler
                    .CountAsync(transaction, new NodeCounts(node, 0, expired + erased, 0), cancellationToken)
                    .ConfigureAwait(false);
                return (expired, erased);
            },
            cancellationToken
        );

    /// <summary>Lists dead letters.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellationToken) =>
        _database.TransactAsync<IReadOnlyList<DeadLetter>>(
            _statements.Snapshot,
            async transaction =>
            {
                var letters = new List<DeadLetter>();
                await transaction
                    .Connection!.Command(transaction, _statements.DeadLetters)
                    .With("@instance", _instance)
                    .ReadAsync(
                        row =>
                            letters.Add(
                                new DeadLetter
                                {
                                    Sequence = row.GetInt64(0),
                                    ActivityId = new Guid((byte[])row.GetValue(1), bigEndian: true),
                                    RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                                    Reason = row.GetString(3),
                                }
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return letters;
            },
            cancellationToken
        );

    /// <summary>Lets a dead letter be claimed once more.</summary>
    public Task<int> RetryAsync(Guid id, CancellationToken cancellationToken) =>
        _database.TransactAsync(
            IsolationLevel.ReadCommitted,
            transaction =>
                transaction
                    .Connection!.Command(transaction, _statements.Retry)
                    .With("@instance", _instance)
                    .With("@id", id.ToByteArray(bigEndian: true))
                    .RunAsync(cancellationToken),
            cancellationToken
        );
}
