using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Finds the journals of a client instance: goes on with a free one, takes in those that other processes left, and knows of those
/// that are to be left alone. Throws no storage faults.
/// </summary>
internal sealed class JournalShelf(JournalContext context, string root, bool locksWork) : IDisposable
{
    private readonly SemaphoreSlim _looking = new(1);
    private readonly string _parent = InstanceFolder.PathOf(root, context.Owner.InstanceId);
    private volatile Journal? _own;
    private volatile IReadOnlyList<Journal> _journals = [];
    private volatile IReadOnlyList<DormantJournal> _dormant = [];
    private volatile bool _isClosed;

    /// <summary>Gets the journal that this process writes; <see langword="null"/> before it is open.</summary>
    public Journal? Own => _own;

    /// <summary>Gets every journal that this process holds, its own first.</summary>
    public IReadOnlyList<Journal> Journals => _journals;

    /// <summary>Gets the counters of those whose key is not at hand.</summary>
    public IEnumerable<JournalCounts> Locked =>
        _dormant.Where(journal => journal.Reason == DormantReason.KeyMissing).Select(journal => journal.Counts!);

    /// <summary>Gets how many activities wait that belong to another client instance or endpoint.</summary>
    public long Foreign =>
        _dormant.Where(journal => journal.Reason == DormantReason.Foreign).Sum(journal => journal.Counts!.Waiting);

    /// <summary>Gets why there is no journal to write.</summary>
    public RefusalReason WhyClosed { get; private set; } = RefusalReason.StorageFault;

    /// <summary>Opens the journals, unless they are. Throws nothing.</summary>
    public Task OpenAsync() =>
        AloneAsync(async () =>
        {
            if (_own is null)
            {
                context.Files.CreateFolder(_parent);
                await TakeInAsync().ConfigureAwait(false);
                if (_own is null)
                {
                    Hold(new Journal(new JournalMaking(context, _parent).Create()));
                }
                context.Reporter.StorageWorks();
            }
        });

    /// <summary>Looks at what siblings left and what the disk holds, and keeps house. Due every minute. Throws nothing.</summary>
    public Task LookAsync() =>
        AloneAsync(async () =>
        {
            await TakeInAsync().ConfigureAwait(false);
            foreach (var journal in _journals)
            {
                await journal.KeepHouseAsync().ConfigureAwait(false);
            }
        });

    /// <summary>Ends recording and gives every lock back. While the disk hangs it waits; whoever cannot lets it go on alone.</summary>
    public Task CloseAsync() =>
        AloneAsync(async () =>
        {
            _isClosed = true;
            foreach (var journal in _journals)
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }
        });

    public void Dispose() => _looking.Dispose();

    // One at a time, and nothing after the end.
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A timer has no caller, and to a host's caller a defect is a refusal."
    )]
    private async Task AloneAsync(Func<Task> act)
    {
        await _looking.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_isClosed)
            {
                await act().ConfigureAwait(false);
            }
        }
        catch (StorageFaultException exception)
        {
            Failed(exception);
        }
        catch (Exception exception)
        {
            context.Reporter.Unexpected(exception);
        }
        finally
        {
            _looking.Release();
        }
    }

    private void Failed(StorageFaultException exception)
    {
        WhyClosed = exception.Fault == StorageFault.NoSpace ? RefusalReason.DiskFull : RefusalReason.StorageFault;
        context.Reporter.StorageFailed(exception.Fault);
    }

    // Without locks nobody can tell whether a journal is somebody's: the process uses a fresh one and leaves the others.
    private async Task TakeInAsync()
    {
        var dormant = new List<DormantJournal>();
        var others = 0L;
        foreach (var parent in InstanceFolder.List(context.Files, root, _parent))
        {
            foreach (var id in JournalFolder.List(context.Files, parent))
            {
                var folder = new JournalFolder(parent, id);
                if (_journals.Any(journal => journal.Id == id) || !locksWork)
                {
                    continue;
                }
                if (await TryTakeAsync(folder, parent).ConfigureAwait(false) is { } left)
                {
                    dormant.Add(left);
                }
                others +=
                    parent == _parent && _journals.All(journal => journal.Id != id) ? folder.Bytes(context.Files) : 0;
            }
        }
        _dormant = dormant;
        context.Bounds.Looked(others);
    }

    // One that the disk does not give back now is looked at again in a minute; the others, or a fresh one, serve meanwhile.
    private async Task<DormantJournal?> TryTakeAsync(JournalFolder folder, string parent)
    {
        try
        {
            if (context.Files.TryLock(folder.Lock) is not { } held)
            {
                return null;
            }
            var opening = new JournalOpening(context, parent == _parent);
            var (parts, dormant) = await opening.OpenAsync(folder, held, CancellationToken.None).ConfigureAwait(false);
            if (dormant is { Reason: not DormantReason.Foreign })
            {
                context.Reporter.Unreadable();
            }
            return parts is null ? dormant : await TakeAsync(new Journal(parts)).ConfigureAwait(false);
        }
        catch (StorageFaultException exception)
        {
            Failed(exception);
            return null;
        }
    }

    private async Task<DormantJournal?> TakeAsync(Journal journal)
    {
        if (_own is not null && journal.Counts is { Waiting: 0, DeadLetters: 0 })
        {
            // Nothing to drain: it stays free for the next process to go on with.
            await journal.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        Hold(journal);
        return null;
    }

    private void Hold(Journal journal)
    {
        _journals = [.. _journals, journal];
        _own ??= journal;
    }
}
