using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Looks every minute at what siblings left and at the disk, tries to open what could not be opened, and says what changed. Throws nothing.</summary>
internal sealed class JournalLook : IAsyncDisposable
{
    private readonly JournalShelf _shelf;
    private readonly ShelfOpening _opening;
    private readonly JournalContext _context;
    private readonly Func<BufferState> _state;
    private readonly StorageTrial _trial;
    private readonly ITimer _timer;

    public JournalLook(JournalShelf shelf, ShelfOpening opening, JournalContext context, Func<BufferState> state)
    {
        _shelf = shelf;
        _opening = opening;
        _context = context;
        _state = state;
        _trial = new StorageTrial(context, shelf.Folder);
        _timer = context.Time.CreateTimer(
            static look => _ = ((JournalLook)look!).LookAsync(),
            this,
            JournalLimits.LookInterval,
            JournalLimits.LookInterval
        );
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async Task LookAsync()
    {
        _context.Reporter.Looks();
        if (_shelf.Own is { } own)
        {
            await _shelf.LookAsync().ConfigureAwait(false);
            await TryDiskAsync(own).ConfigureAwait(false);
        }
        else if (!await _opening.TryAsync(CancellationToken.None).ConfigureAwait(false))
        {
            // Where nobody records anything nobody else would say that it hangs.
            _context.Reporter.StorageHangs(RefusalReason.StorageTimeout);
        }
        _context.Reporter.Looked(_state());
        _context.Signal.Set();
    }

    private async Task TryDiskAsync(Journal own)
    {
        if (IsThere(own))
        {
            _trial.Run();
        }
        else
        {
            // A file that was deleted can still be written where it is open, and goes with the process: the next one cannot be made.
            _context.Reporter.StorageFailed(StorageFault.NotFound);
            await own.Commits.TryRollAsync().ConfigureAwait(false);
        }
    }

    private bool IsThere(Journal own)
    {
        try
        {
            return JournalFolder.List(_context.Files, _shelf.Folder).Contains(own.Id);
        }
        catch (StorageFaultException)
        {
            // Whether the disk answers is for the trial to say.
            return true;
        }
    }
}
