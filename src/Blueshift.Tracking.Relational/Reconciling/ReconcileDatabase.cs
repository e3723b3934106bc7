using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Is the database as those who compare use it: its statements, and the names of this process.</summary>
internal sealed class ReconcileDatabase
{
    private readonly IOutboxConnections _connections;
    private readonly OutboxContext _context;
    private readonly IsolationLevel _snapshot;

    public ReconcileDatabase(OutboxDatabase database, OutboxContext context)
    {
        _connections = database.Connections;
        _context = context;
        var outbox = new OutboxStatements(database.Provider, database.Names);
        _snapshot = outbox.Snapshot;
        Ledger = new LedgerStatements(database.Names);
        Leases = new LeaseStatements(database.Names, outbox.Now);
        Agreement = new ReconcileStatements(database.Names, outbox.Now);
        Names = new ReconcileNames(context.Terms.Instance);
    }

    /// <summary>Gets what appends to the outbox.</summary>
    public OutboxStore Outbox => _context.Store;

    public LedgerStatements Ledger { get; }

    public LeaseStatements Leases { get; }

    public ReconcileStatements Agreement { get; }

    public ReconcileNames Names { get; }

    public string Instance => _context.Terms.Instance;

    /// <summary>Gets the name of this process, which no other has.</summary>
    public string Owner => _context.Terms.Node;

    public long LeaseMilliseconds => (long)_context.Terms.Lease.TotalMilliseconds;

    public IOutboxSeal Seal => _context.Opening.Seal;

    public DateTimeOffset Now => _context.Time.GetUtcNow();

    /// <summary>Says whether the tables are there, and a key.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        await _context.Opening.TryOpenAsync(cancellationToken).ConfigureAwait(false) == RefusalReason.None;

    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        _connections.TransactAsync(IsolationLevel.ReadCommitted, work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        _connections.TransactAsync(_snapshot, work, cancellationToken);

    /// <summary>Makes a statement about this instance.</summary>
    public DbCommand About(DbTransaction transaction, string statement) =>
        transaction.Connection!.Command(transaction, statement).With("@instance", Instance);

    /// <summary>Makes a statement about a row of the table of state.</summary>
    public static DbCommand Named(DbTransaction transaction, string statement, string name) =>
        transaction.Connection!.Command(transaction, statement).With("@name", name);
}
