using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is the default buffer: one journal that this process writes, and those that other processes left, which it drains. No storage
/// fault leaves it as an exception.
/// </summary>
internal sealed class JournalBuffer : IActivityBuffer
{
    // What a timer can wait for at most is less than what a parked activity can.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // Under the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<Claim, (Journal Journal, HeldClaim Held)> _claims = [];
    private volatile bool _isClosed;
    private int _turn;

    // Read-only.
    private readonly JournalShelf _shelf;
    private readonly ShelfOpening _opening;
    private readonly JournalContext _context;
    private readonly BufferDescription _description;
    private readonly JournalLook _look;

    public JournalBuffer(JournalShelf shelf, JournalContext context, BufferDescription description)
    {
        _shelf = shelf;
        _opening = new ShelfOpening(shelf, context);
        _context = context;
        _description = description;
        Archive = new JournalBufferArchive(this, shelf, context);
        Reports = new JournalBufferReports(this, shelf);
        _look = new JournalLook(shelf, _opening, context, GetState);
    }

    /// <summary>Gets what answers people.</summary>
    public IBufferArchive Archive { get; }

    /// <summary>Gets what the endpoint is told of the numbers.</summary>
    public IBufferReports Reports { get; }

    /// <summary>Opens what is there; completes at once when it is open. Throws nothing.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_shelf.Own is null)
        {
            await _opening.AttemptAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return !_isClosed && _shelf.Own is { } own
            ? own.Commits.AppendAsync(activities, cancellationToken)
            : OpenAndAppendAsync(activities, cancellationToken);
    }

    public async ValueTask<Claim?> ClaimAsync(int maxCount, int maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var journals = _shelf.Journals;
        // By turns: a source with a long backlog does not keep the others waiting.
        var first = Interlocked.Increment(ref _turn) & int.MaxValue;
        for (var index = 0; index < journals.Count; index++)
        {
            var journal = journals[(first + index) % journals.Count];
            if (await journal.ClaimAsync(maxCount, maxBytes).ConfigureAwait(false) is not { } held)
            {
                continue;
            }
            var claim = new Claim(journal.Source, held.Show());
            lock (_lock)
            {
                _claims.Add(claim, (journal, held));
            }
            return claim;
        }
        return null;
    }

    public async ValueTask SettleAsync(
        Claim claim,
        IReadOnlyList<Settlement> settlements,
        CancellationToken cancellationToken
    )
    {
        (Journal Journal, HeldClaim Held) found;
        lock (_lock)
        {
            if (!_claims.TryGetValue(claim, out found))
            {
                throw new InvalidOperationException("The claim is not held by this buffer: it was settled before.");
            }
            if (settlements.Count != claim.Activities.Count)
            {
                throw new ArgumentException(
                    $"The claim has {claim.Activities.Count} activities, but {settlements.Count} settlements were given.",
                    nameof(settlements)
                );
            }
            _claims.Remove(claim);
        }
        await found.Journal.SettleAsync(found.Held, settlements).ConfigureAwait(false);
        _context.Signal.Set();
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var next = _context.Signal.NextAsync();
        var wait = Timeout.InfiniteTimeSpan;
        foreach (var journal in _shelf.Journals)
        {
            if (journal.HasClaimable)
            {
                return;
            }
            if (journal.NextDue - _context.Time.GetUtcNow() is { } due)
            {
                due = TimeSpan.FromTicks(Math.Clamp(due.Ticks, 0, LongestWait.Ticks));
                wait = wait == Timeout.InfiniteTimeSpan || due < wait ? due : wait;
            }
        }
        await _context.Signal.WaitAsync(next, wait, cancellationToken).ConfigureAwait(false);
    }

    public BufferState GetState() => JournalTotals.Of(_shelf, _context, _description);

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        await _look.DisposeAsync().ConfigureAwait(false);
        try
        {
            // Twice the time: what was appended has all of it, then the log gets its end.
            await Task.Run(CloseAsync)
                .WaitAsync(2 * _context.Options.AppendTimeout, _context.Time)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The disk hangs: what it holds up is closed when it answers, or let go when the process ends.
        }
    }

    [SuppressMessage(
        "Design",
        "MA0045:Do not use blocking calls in a sync method",
        Justification = "A synchronously disposed provider must close the journal too; nothing in it needs the caller's context."
    )]
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async Task CloseAsync()
    {
        await _opening.CloseAsync().ConfigureAwait(false);
        await _shelf.CloseAsync().ConfigureAwait(false);
    }

    private async ValueTask<AppendResult> OpenAndAppendAsync(
        EncodedActivities activities,
        CancellationToken cancellationToken
    )
    {
        if (_isClosed)
        {
            return new AppendResult(0, RefusalReason.Stopped);
        }
        if (!await _opening.TryAsync(cancellationToken).ConfigureAwait(false))
        {
            return new AppendResult(0, RefusalReason.StorageTimeout);
        }
        if (_shelf.Own is { } own)
        {
            return await own.Commits.AppendAsync(activities, cancellationToken).ConfigureAwait(false);
        }
        return new AppendResult(0, _isClosed ? RefusalReason.Stopped : _shelf.WhyClosed);
    }
}
