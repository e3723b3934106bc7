using System.Data.Common;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Is what the processes that share an outbox agree on: whose part it is to compare, who does, and what was asked for. Safe for several threads.</summary>
internal sealed class Agreement(ReconcileDatabase database)
{
    private const string Stopped = "stopped";

    private readonly ReconcileNames _names = database.Names;
    private readonly LeaseStatements _leases = database.Leases;
    private readonly ReconcileStatements _statements = database.Agreement;
    private volatile bool _isMade;

    public async Task<ReconcileStanding> StandAsync(bool takesPart, CancellationToken cancellationToken)
    {
        if (!await database.IsOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            return new AgreementRows().Standing(database.Owner, isHeld: false) with { IsKnown = false };
        }
        await MakeAsync(cancellationToken).ConfigureAwait(false);
        return await database
            .WriteAsync(
                async transaction =>
                {
                    var rows = new AgreementRows();
                    await transaction
                        .Connection!.Command(transaction, _statements.Read)
                        .With("@part", _names.Part)
                        .With("@resync", _names.Resync)
                        .With("@baseline", _names.Baseline)
                        .ReadAsync(row => rows.Add(row, _names), cancellationToken)
                        .ConfigureAwait(false);
                    var isHeld =
                        takesPart
                        && await LeaseAsync(transaction, _leases.Take, _names.Part, cancellationToken)
                            .ConfigureAwait(false);
                    return rows.Standing(database.Owner, isHeld);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public Task ResignAsync(CancellationToken cancellationToken) =>
        _isMade
            ? database.WriteAsync(
                transaction => ReleaseAsync(transaction, _names.Part, cancellationToken),
                cancellationToken
            )
            : Task.CompletedTask;

    public async Task AskAsync(bool isResync, CancellationToken cancellationToken)
    {
        await MakeAsync(cancellationToken).ConfigureAwait(false);
        await database
            .WriteAsync(
                transaction =>
                    ReconcileDatabase
                        .Named(transaction, _statements.Ask, isResync ? _names.Resync : _names.Part)
                        .RunAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        await MakeAsync(cancellationToken).ConfigureAwait(false);
        return await database
            .WriteAsync(
                async transaction =>
                {
                    // Its part does not end while it compares, however long that takes.
                    await LeaseAsync(transaction, _leases.Keep, _names.Part, cancellationToken).ConfigureAwait(false);
                    return await LeaseAsync(transaction, _leases.Take, _names.Run, cancellationToken)
                        .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Keeps a comparison going in a transaction in which something is recorded: nobody else begins one before it ends.</summary>
    /// <returns>Whether this process still compares.</returns>
    public async Task<bool> KeepRunAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await LeaseAsync(transaction, _leases.Keep, _names.Part, cancellationToken).ConfigureAwait(false);
        return await LeaseAsync(transaction, _leases.Keep, _names.Run, cancellationToken).ConfigureAwait(false);
    }

    public Task EndRunAsync(RunEnd? end, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var wasHeld = await ReleaseAsync(transaction, _names.Run, cancellationToken).ConfigureAwait(false) == 1;
                if (end is not null && wasHeld)
                {
                    await ReconcileDatabase
                        .Named(transaction, _statements.Done, _names.Part)
                        .With("@answered", end.Asked)
                        .With("@value", end.IsStopped ? Stopped : "")
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                    await ReconcileDatabase
                        .Named(transaction, _statements.ResyncDone, _names.Resync)
                        .With("@answered", end.ResyncAsked)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                }
                return wasHeld;
            },
            cancellationToken
        );

    public Task<long> SetBaselineAsync(BaselineState baseline, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var unsent = 0L;
                await database
                    .About(transaction, database.Ledger.CountUnsent)
                    .ReadAsync(row => unsent = row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                await ReconcileDatabase
                    .Named(transaction, _statements.SetBaseline, _names.Baseline)
                    .With("@value", baseline.ToString())
                    .With("@unsent", unsent)
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false);
                return unsent;
            },
            cancellationToken
        );

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (_isMade)
        {
            return;
        }
        await database
            .WriteAsync(
                async transaction =>
                {
                    var made = 0;
                    foreach (var name in _names.All)
                    {
                        made += await ReconcileDatabase
                            .Named(transaction, _leases.Ensure, name)
                            .RunAsync(cancellationToken)
                            .ConfigureAwait(false);
                    }
                    return made;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        _isMade = true;
    }

    private async Task<bool> LeaseAsync(
        DbTransaction transaction,
        string statement,
        string name,
        CancellationToken cancellationToken
    ) =>
        await ReconcileDatabase
            .Named(transaction, statement, name)
            .With("@owner", database.Owner)
            .With("@lease", database.LeaseMilliseconds)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false) == 1;

    private Task<int> ReleaseAsync(DbTransaction transaction, string name, CancellationToken cancellationToken) =>
        ReconcileDatabase
            .Named(transaction, _leases.Release, name)
            .With("@owner", database.Owner)
            .RunAsync(cancellationToken);
}
