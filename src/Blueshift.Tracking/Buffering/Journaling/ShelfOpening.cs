namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Opens the shelf when it is first needed, and tries again while it cannot be: one attempt at a time, at most one a second. Safe
/// for several threads; throws no storage faults.
/// </summary>
internal sealed class ShelfOpening(JournalShelf shelf, JournalContext context)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task? _attempt;
    private long _began;
    private bool _isClosed;

    /// <summary>Begins an attempt if one is due.</summary>
    /// <returns>Completes with the attempt, whatever came of it.</returns>
    public Task AttemptAsync()
    {
        lock (_lock)
        {
            var isDue = _attempt is null || (_attempt.IsCompleted && context.Time.GetElapsedTime(_began) >= Interval);
            if (!_isClosed && isDue && shelf.Own is null)
            {
                _began = context.Time.GetTimestamp();
                _attempt = Task.Run(shelf.OpenAsync);
            }
            return _attempt ?? Task.CompletedTask;
        }
    }

    /// <summary>Waits for the attempt no longer than an append may take; while it takes longer, not at all.</summary>
    /// <returns><see langword="false"/> when the disk, or the key, does not answer.</returns>
    public async ValueTask<bool> TryAsync(CancellationToken cancellationToken)
    {
        var attempt = AttemptAsync();
        var rest = context.Options.AppendTimeout - context.Time.GetElapsedTime(Volatile.Read(ref _began));
        if (attempt.IsCompleted || rest <= TimeSpan.Zero)
        {
            return attempt.IsCompleted;
        }
        try
        {
            await attempt.WaitAsync(rest, context.Time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            context.Reporter.StorageHangs(RefusalReason.StorageTimeout);
            return false;
        }
    }

    /// <summary>Begins no attempt from now on, and waits for the one that runs.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            return _attempt ?? Task.CompletedTask;
        }
    }
}
