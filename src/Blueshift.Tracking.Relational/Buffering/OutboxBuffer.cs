using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>
/// Keeps activities in a table of the host's database: it claims under a lease, and holds no transaction while anything else is waited
/// for. Any number of processes may have one over one database.
/// </summary>
internal sealed class OutboxBuffer : ITransactionalBuffer
{
    private readonly OutboxContext _context;
    private readonly OutboxOpening _opening;
    private readonly OutboxNumbers _numbers;
    private readonly OutboxWaiting _waiting;
    private readonly OutboxHousekeeping _housekeeping;
    private readonly OutboxLook _look;
    private readonly OutboxAppending _appending;
    private readonly OutboxSettling _settling;
    private volatile bool _isClosed;
    private long _claim;

    public OutboxBuffer(OutboxContext context)
    {
        _context = context;
        _opening = context.Opening;
        _numbers = new OutboxNumbers(context.Terms.MaxBytes, context.Opening.Seal.Kind);
        _waiting = new OutboxWaiting(context.Time);
        _housekeeping = new OutboxHousekeeping(context);
        _look = new OutboxLook(context, _numbers);
        _appending = new OutboxAppending(context, _numbers, _waiting);
        _settling = new OutboxSettling(context, _numbers, _waiting, _look);
    }

    /// <summary>Gets the name under which the endpoint knows it; <see langword="null"/> until the database was seen.</summary>
    public string? Source => _opening.Source;

    // Whoever opens it wants the numbers too, of which the host's own transactions may have changed some.
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        await TryOpenAsync(cancellationToken).ConfigureAwait(false);
        if (Source is null)
        {
            return;
        }
        await _look.AtAllAsync().ConfigureAwait(false);
        // Also when nothing waits any more: another process may have delivered what somebody waits for.
        _waiting.Ring();
    }

    /// <summary>Says whether rows may be added in a transaction of the host's, which it does not wait for.</summary>
    /// <param name="isInTransaction">Whether that transaction is open already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see cref="RefusalReason.None"/> when they may, or why not.</returns>
    public async ValueTask<RefusalReason> CheckAsync(bool isInTransaction, CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            return RefusalReason.Stopped;
        }
        var reason = await _opening.SeeAsync(mayMake: !isInTransaction, cancellationToken).ConfigureAwait(false);
        return reason == RefusalReason.None && GetState().IsFull ? RefusalReason.BufferFull : reason;
    }

    public async ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reason = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
        return reason == RefusalReason.None
            ? await _appending.AppendAsync(activities, cancellationToken).ConfigureAwait(false)
            : new AppendResult(0, reason);
    }

    public async ValueTask<RefusalReason> AppendAsync(
        EncodedActivities activities,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var reason = await CheckAsync(isInTransaction: true, cancellationToken).ConfigureAwait(false);
        return reason == RefusalReason.None
            ? await _appending.AppendAsync(activities, transaction, cancellationToken).ConfigureAwait(false)
            : reason;
    }

    public async ValueTask<Claim?> ClaimAsync(int maxCount, int maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_waiting.IsHeld)
        {
            return null;
        }
        if (await TryOpenAsync(cancellationToken).ConfigureAwait(false) != RefusalReason.None)
        {
            // A database that is away is asked again when it is time, not at once.
            _waiting.Looking();
            return null;
        }
        // Where nothing waits nothing is claimed: a claim keeps others from writing, on SQLite.
        if (!_numbers.IsWaiting)
        {
            return null;
        }
        _waiting.Looking();
        _numbers.Claiming();
        // A claim has a name of its own, so that what it holds is not another claim's of the same process.
        var owner = $"{_context.Terms.Node}/{Interlocked.Increment(ref _claim)}";
        var terms = new ClaimTerms(owner, maxCount, maxBytes, _context.Time.GetUtcNow(), _context.Terms.Lease);
        var rows = await _opening
            .TryAsync(() => _context.Store.ClaimAsync(terms, cancellationToken))
            .ConfigureAwait(false);
        if (rows is null or { Count: 0 })
        {
            return null;
        }
        var claim = await _settling.BeginAsync(Source!, owner, rows, cancellationToken).ConfigureAwait(false);
        if (_numbers.Open > _settling.Held)
        {
            // There is more; a claim that finds nothing, because others hold it, ends it.
            _waiting.Ring();
        }
        return claim;
    }

    public ValueTask SettleAsync(
        Claim claim,
        IReadOnlyList<Settlement> settlements,
        CancellationToken cancellationToken
    ) => _settling.SettleAsync(claim, settlements);

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var hasWaited = await _waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Source is not null && (hasWaited || !_numbers.IsWaiting))
        {
            // First: what rings during the look is looked at once more.
            _waiting.Looking();
            await _housekeeping.RunAsync().ConfigureAwait(false);
            await _look.AtAllAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Looks at all the numbers, and has dispatch look too, after somebody else changed rows.</summary>
    public Task ChangedAsync()
    {
        _waiting.Ring();
        return _look.AtAllAsync();
    }

    /// <summary>Notes rows that were committed with a transaction of the host's, and has dispatch look.</summary>
    public void Captured(int count, long bytes, DateTimeOffset oldest)
    {
        _numbers.Captured(count, bytes, oldest);
        _waiting.Ring();
    }

    public BufferState GetState() => _numbers.State(_context.Reporter);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _isClosed = true;
        _waiting.Dispose();
    }

    private async ValueTask<RefusalReason> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            return RefusalReason.Stopped;
        }
        var isOpen = Source is not null;
        var reason = await _opening.TryOpenAsync(cancellationToken).ConfigureAwait(false);
        if (reason == RefusalReason.None && !isOpen)
        {
            await _look.AtAllAsync().ConfigureAwait(false);
        }
        return reason;
    }
}
