using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Is the ledger of an outbox, and what its processes agree on.</summary>
/// <param name="database">The database.</param>
/// <param name="agreement">What processes agree on.</param>
/// <param name="findings">Writes what was found.</param>
/// <param name="changed">Has the buffer look at what others wrote.</param>
internal sealed class OutboxReconcileStore(
    ReconcileDatabase database,
    Agreement agreement,
    FindingWriter findings,
    Func<Task> changed
) : IReconcileStore
{
    // The users of one statement: its parameters stay far below what either database takes.
    private const int SubjectsAtOnce = 100;

    private readonly Resync _resync = new(database);

    public Task<ReconcileStanding> StandAsync(bool takesPart, CancellationToken cancellationToken) =>
        agreement.StandAsync(takesPart, cancellationToken);

    public Task ResignAsync(CancellationToken cancellationToken) => agreement.ResignAsync(cancellationToken);

    public Task AskAsync(bool isResync, CancellationToken cancellationToken) =>
        agreement.AskAsync(isResync, cancellationToken);

    public Task<bool> TryRunAsync(CancellationToken cancellationToken) => agreement.TryRunAsync(cancellationToken);

    public Task EndRunAsync(RunEnd? end, CancellationToken cancellationToken) =>
        agreement.EndRunAsync(end, cancellationToken);

    public Task<long> BeginResyncAsync(long since, CancellationToken cancellationToken) =>
        _resync.BeginAsync(since, cancellationToken);

    public Task<long> SetBaselineAsync(BaselineState baseline, CancellationToken cancellationToken) =>
        agreement.SetBaselineAsync(baseline, cancellationToken);

    public Task<IReadOnlyDictionary<UInt128, LedgerLine>> FindAsync(
        IReadOnlyList<UInt128> subjects,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyDictionary<UInt128, LedgerLine>>(
            async transaction =>
            {
                var pending = new HashSet<UInt128>();
                var found = new Dictionary<UInt128, LedgerLine>();
                foreach (var some in subjects.Chunk(SubjectsAtOnce))
                {
                    await database
                        .About(transaction, database.Ledger.FindPending(some.Length))
                        .With(some)
                        .ReadAsync(row => pending.Add(Subject.NumberOf((byte[])row.GetValue(0))), cancellationToken)
                        .ConfigureAwait(false);
                    await database
                        .About(transaction, database.Ledger.Find(some.Length))
                        .With(some)
                        .ReadAsync(
                            row =>
                            {
                                var line = LedgerRow.Read(row);
                                found[line.Subject] = line;
                            },
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                }
                foreach (var subject in pending)
                {
                    found[subject] = LedgerRow.Pending(subject, found.GetValueOrDefault(subject));
                }
                return found;
            },
            cancellationToken
        );

    public Task<IReadOnlyList<LedgerLine>> ReadActiveAsync(
        UInt128? after,
        int count,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<LedgerLine>>(
            async transaction =>
            {
                var lines = new List<LedgerLine>();
                await database
                    .About(transaction, database.Ledger.Active)
                    .With("@after", after is { } last ? Subject.BytesOf(last) : [])
                    .With("@count", count)
                    .ReadAsync(row => lines.Add(LedgerRow.Read(row, database.Seal)), cancellationToken)
                    .ConfigureAwait(false);
                return lines;
            },
            cancellationToken
        );

    public Task<long> CountActiveAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async transaction =>
            {
                var count = 0L;
                await database
                    .About(transaction, database.Ledger.CountActive)
                    .ReadAsync(row => count = row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                return count;
            },
            cancellationToken
        );

    public Task<RecordOutcome> RecordAsync(
        UInt128 subject,
        Func<LedgerLine?, FoundActivity?> decide,
        CancellationToken cancellationToken
    ) => findings.RecordAsync(subject, decide, cancellationToken);

    public Task<bool> NoteAsync(IReadOnlyList<Candidate> users, CancellationToken cancellationToken) =>
        findings.NoteAsync(users, cancellationToken);

    public Task RecordedAsync() => changed();

    public Task<ActiveSet> ReadActiveSetAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async transaction =>
            {
                var now = database.Now;
                var count = 0L;
                var digest = UInt128.Zero;
                // One statement, so that it is one moment; the rows are read and not kept.
                await database
                    .About(transaction, database.Ledger.ActiveSubjects)
                    .ReadAsync(
                        row =>
                        {
                            count++;
                            digest ^= Subject.NumberOf((byte[])row.GetValue(0));
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return new ActiveSet(count, digest, now);
            },
            cancellationToken
        );
}
