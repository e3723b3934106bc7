using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Reconciling;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Heartbeats;

/// <summary>Gives the turn to one of the processes that share an outbox, under a lease in the table of state.</summary>
internal sealed class OutboxTurn : IHeartbeatTurn
{
    private readonly IOutboxConnections _connections;
    private readonly OutboxContext _context;
    private readonly LeaseStatements _leases;
    private readonly TurnStatements _statements;
    private readonly TurnNames _names;
    private readonly string _part;
    private volatile bool _isMade;
    private volatile bool _tells = true;

    public OutboxTurn(OutboxDatabase database, OutboxContext context)
    {
        _connections = database.Connections;
        _context = context;
        var now = new OutboxStatements(database.Provider, database.Names).Now;
        _leases = new LeaseStatements(database.Names, now);
        _statements = new TurnStatements(database.Names, now);
        _names = new TurnNames(context.Terms.Instance);
        _part = new ReconcileNames(context.Terms.Instance).Part;
    }

    public async ValueTask<HeartbeatTurn> TakeAsync(CancellationToken cancellationToken)
    {
        // Where the database, its tables or a key are away no process can know of the others, and each sends: the endpoint hears the
        // same from several, which harms nobody, and what is told is just that fault.
        var turn =
            await TryAsync(transaction => TakeAsync(transaction, cancellationToken), cancellationToken)
                .ConfigureAwait(false)
            ?? new HeartbeatTurn(IsOurs: true, Ahead: null);
        _tells = turn.IsOurs;
        return turn;
    }

    public async ValueTask NoteClockAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        var endpoint = (_context.Time.GetUtcNow() - ahead).ToUnixTimeMilliseconds();
        await TryAsync<int?>(
                async transaction =>
                    await Named(transaction, _statements.NoteClock, _names.Turn)
                        .With("@endpoint", endpoint)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async ValueTask PassOnAsync(CancellationToken cancellationToken) =>
        await TryAsync<int?>(
                async transaction =>
                    await ReleaseAsync(transaction, _names.Turn, cancellationToken).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);

    public async ValueTask<bool> LeaveAsync(CancellationToken cancellationToken)
    {
        if (!_isMade)
        {
            return _tells;
        }
        var others = await TryAsync<long?>(
                async transaction =>
                {
                    foreach (var name in _names.All)
                    {
                        await ReleaseAsync(transaction, name, cancellationToken).ConfigureAwait(false);
                    }
                    return await CountOthersAsync(transaction, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        // Who cannot look says so if it has told the endpoint how it is until now.
        return others is null ? _tells : others == 0;
    }

    private async Task<HeartbeatTurn?> TakeAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await MakeAsync(transaction, cancellationToken).ConfigureAwait(false);
        var isOurs =
            await Leased(transaction, _statements.Take, _names.Turn)
                .With("@part", _part)
                .RunAsync(cancellationToken)
                .ConfigureAwait(false) == 1;
        if (isOurs)
        {
            return new HeartbeatTurn(IsOurs: true, Ahead: null);
        }
        await Leased(transaction, _statements.StandBy, _names.Next).RunAsync(cancellationToken).ConfigureAwait(false);
        HeartbeatTurn? turn = null;
        await Named(transaction, _statements.Clock, _names.Turn)
            .ReadAsync(
                row => turn = new HeartbeatTurn(IsOurs: false, row.GetInt64(0) == 0 ? null : Ahead(row.GetInt64(1))),
                cancellationToken
            )
            .ConfigureAwait(false);
        // A table that was emptied has neither the row nor anybody who has the turn.
        _isMade = turn is not null;
        return turn;
    }

    private TimeSpan Ahead(long endpoint) =>
        _context.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(endpoint);

    private async Task MakeAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (_isMade)
        {
            return;
        }
        foreach (var name in _names.All)
        {
            await Named(transaction, _leases.Ensure, name).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        _isMade = true;
    }

    private Task<int> ReleaseAsync(DbTransaction transaction, string name, CancellationToken cancellationToken) =>
        Named(transaction, _leases.Release, name).With("@owner", _context.Terms.Node).RunAsync(cancellationToken);

    private async Task<long> CountOthersAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var others = 0L;
        await transaction
            .Connection!.Command(transaction, _statements.CountOthers)
            .With("@turn", _names.Turn)
            .With("@next", _names.Next)
            .With("@owner", _context.Terms.Node)
            .ReadAsync(row => others = row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        return others;
    }

    private DbCommand Leased(DbTransaction transaction, string statement, string name) =>
        Named(transaction, statement, name)
            .With("@owner", _context.Terms.Node)
            .With("@lease", (long)_context.Terms.Lease.TotalMilliseconds);

    private static DbCommand Named(DbTransaction transaction, string statement, string name) =>
        transaction.Connection!.Command(transaction, statement).With("@name", name);

    /// <returns>The default where the database did not do it.</returns>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A fault of the host's connections is to silence nobody either."
    )]
    private async Task<T?> TryAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            if (await _context.Opening.TryOpenAsync(cancellationToken).ConfigureAwait(false) != RefusalReason.None)
            {
                return default;
            }
            // SQLite waits for a lock of the host's with the thread that asks, and listens to no token meanwhile.
            return await Task.Run(() => TransactAsync(work, cancellationToken), cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    private Task<T?> TransactAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        _context.Opening.TryAsync(() =>
            _connections.TransactAsync(IsolationLevel.ReadCommitted, work, cancellationToken)
        );
}
