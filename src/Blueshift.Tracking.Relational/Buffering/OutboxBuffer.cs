using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>
/// Keeps activities in a table of the host's database: it claims under a lease, and holds no transaction while anything else is waited
/// for. Any number of processes may have one over one database.
/// </summary>
internal sealed class OutboxBuffer : IActivityBuffer
{
    private readonly OutboxTerms _terms;
    private readonly OutboxStore _store;
    private readonly OutboxSettler _settler;
    private readonly OutboxNumbers _numbers;
    private readonly OutboxWaiting _waiting;
    private readonly OutboxClaims _claims = new();
    private readonly TimeProvider _time;
    private string? _source;
    private volatile bool _isFaulty;
    private volatile bool _isClosed;
    private long _claim;

    public OutboxBuffer(OutboxTerms terms, OutboxStore store, OutboxSettler settler, TimeProvider timeProvider)
    {
        _terms = terms;
        _store = store;
        _settler = settler;
        _numbers = new OutboxNumbers(terms.MaxBytes);
        _waiting = new OutboxWaiting(timeProvider);
        _time = timeProvider;
    }

    /// <summary>Gets the name under which the endpoint knows it; <see langword="null"/> until the database was seen.</summary>
    public string? Source => Volatile.Read(ref _source);

    public async ValueTask OpenAsync(CancellationToken cancellationToken) =>
        await TryOpenAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var refusal = _isClosed ? RefusalReason.Stopped : await TryOpenAsync(cancellationToken).ConfigureAwait(false);
        return refusal is { } reason
            ? new AppendResult(0, reason)
            : await AppendRowsAsync(NewRow.Of(activities), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Claim?> ClaimAsync(int maxCount, int maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_waiting.IsHeld || await TryOpenAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }
        _waiting.Looking();
        // A claim has a name of its own, so that what it holds is not another claim's of the same process.
        var owner = $"{_terms.Node}/{Interlocked.Increment(ref _claim)}";
        var terms = new ClaimTerms(owner, maxCount, maxBytes, _time.GetUtcNow(), _terms.Lease);
        var rows = await TryAsync(() => _store.ClaimAsync(terms, cancellationToken)).ConfigureAwait(false) ?? [];
        return rows.Count == 0 ? null : _claims.Add(Source!, owner, rows);
    }

    public async ValueTask SettleAsync(
        Claim claim,
        IReadOnlyList<Settlement> settlements,
        CancellationToken cancellationToken
    )
    {
        var held = _claims.End(claim, settlements.Count);
        var plan = new SettlementPlan(held.Rows, settlements, _numbers.DeadLetterRoom, _numbers.GivenUp);
        _numbers.Settling();
        var isDone = false;
        try
        {
            // Under way it is not given up: what the endpoint has would be sent again.
            var settled = await TryAsync(async () =>
                    (int?)
                        await _settler
                            .SettleAsync(_terms.Node, held.Owner, plan.Rows, CancellationToken.None)
                            .ConfigureAwait(false)
                )
                .ConfigureAwait(false);
            isDone = settled == held.Rows.Count;
        }
        finally
        {
            var delivered = plan.Rows.Delivered.Count > 0 ? _time.GetUtcNow() : (DateTimeOffset?)null;
            _numbers.Settled(isDone ? plan.Change : null, plan.GivenUp, delivered);
        }
        await LookAsync(isWhole: !isDone).ConfigureAwait(false);
        _waiting.Settled(plan.Hold, plan.Rows.Freed);
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (await _waiting.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            await LookAsync(isWhole: true).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at all the numbers, and has dispatch look too, after somebody else changed rows.</summary>
    public Task ChangedAsync()
    {
        _waiting.Ring();
        return LookAsync(isWhole: true);
    }

    public BufferState GetState() => _numbers.State(_isFaulty);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _isClosed = true;

    private async Task<AppendResult> AppendRowsAsync(IReadOnlyList<NewRow> rows, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var reserved = rows.Take(_numbers.Reserve(rows)).ToList();
        IReadOnlyList<long>? numbers = [];
        try
        {
            numbers =
                reserved.Count == 0
                    ? []
                    : await TryAsync(() => _store.AppendAsync(reserved, now, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            _numbers.Appended(reserved, numbers ?? [], now);
        }
        if (numbers is null)
        {
            return new AppendResult(0, RefusalReason.StorageFault);
        }
        _waiting.Ring();
        return new AppendResult(
            reserved.Count,
            reserved.Count < rows.Count ? RefusalReason.BufferFull : RefusalReason.None
        );
    }

    private async Task LookAsync(bool isWhole)
    {
        if (isWhole)
        {
            var version = _numbers.Version;
            if (await TryAsync(() => _store.CountAsync(CancellationToken.None)).ConfigureAwait(false) is { } counts)
            {
                _numbers.Found(version, counts);
            }
            return;
        }
        var look = _numbers.Look();
        await TryAsync(async () =>
            {
                _numbers.Looked(look, await _store.FirstOpenAsync(CancellationToken.None).ConfigureAwait(false));
                return this;
            })
            .ConfigureAwait(false);
    }

    private async Task<RefusalReason?> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (Source is not null)
        {
            return null;
        }
        var proposed = Guid.CreateVersion7(_time.GetUtcNow()).ToString("D");
        var id = await TryAsync(() => _store.OpenAsync(proposed, cancellationToken)).ConfigureAwait(false);
        if (id is null)
        {
            return RefusalReason.StorageFault;
        }
        await LookAsync(isWhole: true).ConfigureAwait(false);
        Volatile.Write(ref _source, $"/clients/{_terms.Instance}/outboxes/{id}");
        return null;
    }

    // What the database says may hold values of the host's, so nothing of it is passed on.
    private async Task<T?> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            var result = await work().ConfigureAwait(false);
            _isFaulty = false;
            return result;
        }
        catch (DbException)
        {
            _isFaulty = true;
            return default;
        }
    }
}
