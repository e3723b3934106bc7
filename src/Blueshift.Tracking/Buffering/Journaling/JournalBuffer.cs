using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is the default buffer: one journal that this process writes, and those that other processes left, which it drains. No storage
/// fault leaves it as an exception.
/// </summary>
internal sealed class JournalBuffer : IActivityBuffer
{
    private static readonly TimeSpan ReopenInterval = TimeSpan.FromSeconds(1);

    // Under the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<Claim, (Journal Journal, HeldClaim Held)> _claims = [];
    private Task? _opening;
    private long _triedToOpen;
    private bool _isClosed;
    private int _turn;

    // Read-only.
    private readonly JournalShelf _shelf;
    private readonly JournalContext _context;
    private readonly string _description;
    private readonly ITimer _look;

    public JournalBuffer(JournalShelf shelf, JournalContext context, string description)
    {
        _shelf = shelf;
        _context = context;
        _description = description;
        _look = context.Time.CreateTimer(
            static state => _ = ((JournalBuffer)state!).LookAsync(),
            this,
            JournalLimits.LookInterval,
            JournalLimits.LookInterval
        );
    }

    /// <summary>Opens what is there; completes at once when it is open. Throws nothing.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_shelf.Own is null)
        {
            await OpeningAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _shelf.Own is { } own
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
        if (settlements.Count != claim.Activities.Count)
        {
            throw new ArgumentException(
                $"The claim has {claim.Activities.Count} activities, but {settlements.Count} settlements were given.",
                nameof(settlements)
            );
        }
        (Journal Journal, HeldClaim Held) found;
        lock (_lock)
        {
            if (!_claims.Remove(claim, out found))
            {
                throw new InvalidOperationException("The claim is not held by this buffer: it was settled before.");
            }
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
            if (journal.NextDue - _context.Time.GetUtcNow() is { } due && (wait < TimeSpan.Zero || due < wait))
            {
                wait = due;
            }
        }
        await _context.Signal.WaitAsync(next, wait, cancellationToken).ConfigureAwait(false);
    }

    public BufferState GetState() => JournalTotals.Of(_shelf, _context.Bounds, _description);

    public async ValueTask DisposeAsync()
    {
        Task? opening;
        lock (_lock)
        {
            _isClosed = true;
            opening = _opening;
        }
        await _look.DisposeAsync().ConfigureAwait(false);
        try
        {
            await (opening ?? Task.CompletedTask)
                .WaitAsync(_context.Options.AppendTimeout, _context.Time)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The disk hangs: what it holds up is let go when the process ends.
            return;
        }
        await _shelf.CloseAsync().ConfigureAwait(false);
    }

    [SuppressMessage(
        "Design",
        "MA0045:Do not use blocking calls in a sync method",
        Justification = "A synchronously disposed provider must close the journal too; nothing in it needs the caller's context."
    )]
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private Task OpeningAsync()
    {
        lock (_lock)
        {
            var isDue = _opening is null || _context.Time.GetElapsedTime(_triedToOpen) >= ReopenInterval;
            if (!_isClosed && (_opening is null || (_opening.IsCompleted && _shelf.Own is null && isDue)))
            {
                _triedToOpen = _context.Time.GetTimestamp();
                _opening = Task.Run(_shelf.OpenAsync);
            }
            return _opening ?? Task.CompletedTask;
        }
    }

    private async ValueTask<AppendResult> OpenAndAppendAsync(
        EncodedActivities activities,
        CancellationToken cancellationToken
    )
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (_shelf.Own is { } own)
        {
            return await own.Commits.AppendAsync(activities, cancellationToken).ConfigureAwait(false);
        }
        return new AppendResult(0, _isClosed ? RefusalReason.Stopped : _shelf.WhyClosed);
    }

    private async Task LookAsync()
    {
        await OpenAsync(CancellationToken.None).ConfigureAwait(false);
        await _shelf.LookAsync().ConfigureAwait(false);
        _context.Signal.Set();
    }
}
