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
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _isClosed;
    private bool _isTelling;

    /// <summary>Gets the journal that this process writes; <see langword="null"/> before it is open.</summary>
    public Journal? Own => _own;

    /// <summary>Gets every journal that this process holds, its own first.</summary>
    public IReadOnlyList<Journal> Journals => _journals;

    public IReadOnlyList<DormantJournal> Dormant => _dormant;

    public string Folder => _parent;

    /// <summary>Gets whether a journal that can be locked is nobody's.</summary>
    public bool LocksWork => locksWork;

    /// <summary>Gets what ends long work when the shelf is closed.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Gets why there is no journal to write.</summary>
    public RefusalReason WhyClosed { get; private set; } = RefusalReason.StorageFault;

    /// <summary>Opens the journals, unless they are. Throws nothing.</summary>
    public async Task OpenAsync()
    {
        await AloneAsync(async () =>
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
            })
            .ConfigureAwait(false);
        if (context.Move is not null)
        {
            // Whoever records first does not wait for what is moved.
            _ = LookAsync();
        }
    }

    /// <summary>Looks at what siblings left and what the disk holds, moves what is named, and keeps house. Due every minute. Throws nothing.</summary>
    public Task LookAsync() =>
        AloneAsync(async () =>
        {
            await TakeInAsync().ConfigureAwait(false);
            if (_own is { } own && context.Move is not null)
            {
                await new JournalMoving(context, own, _stop.Token).RunAsync(_dormant).ConfigureAwait(false);
                await TakeInAsync().ConfigureAwait(false);
            }
            foreach (var journal in _journals)
            {
                await journal.KeepHouseAsync(_stop.Token).ConfigureAwait(false);
            }
        });

    /// <summary>Removes journals of others that have said all; from now on also those with nothing to deliver are held until then.</summary>
    public async Task RemoveAsync(IReadOnlyList<Journal> journals)
    {
        _isTelling = true;
        foreach (var journal in journals.Where(journal => journal != _own))
        {
            if (await journal.TryRemoveAsync().ConfigureAwait(false))
            {
                _journals = _journals.Where(held => held != journal).ToList();
            }
        }
    }

    /// <summary>Ends recording and gives every lock back. While the disk hangs it waits; whoever cannot lets it go on alone.</summary>
    public async Task CloseAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await AloneAsync(async () =>
            {
                _isClosed = true;
                foreach (var journal in _journals)
                {
                    await journal.DisposeAsync().ConfigureAwait(false);
                }
            })
            .ConfigureAwait(false);
    }

    public void Dispose()
    {
        _looking.Dispose();
        _stop.Dispose();
    }

    /// <summary>Does something while nobody else looks at the folder, unless the shelf is closed. Throws nothing but for a token.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A timer has no caller, and to a host's caller a defect is a refusal."
    )]
    public async Task AloneAsync(Func<Task> work)
    {
        await _looking.WaitAsync().ConfigureAwait(false);
        try
        {
            await (_isClosed ? Task.CompletedTask : work()).ConfigureAwait(false);
        }
        catch (StorageFaultException exception)
        {
            Failed(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
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
        foreach (var (folder, isOwn) in InstanceFolder.Journals(context.Files, root, _parent))
        {
            if (Holds(folder) || !locksWork)
            {
                continue;
            }
            if (await TryTakeAsync(folder, isOwn).ConfigureAwait(false) is { } left)
            {
                dormant.Add(left);
            }
            others += isOwn && !Holds(folder) ? folder.Bytes(context.Files) : 0;
        }
        _dormant = dormant;
        context.Bounds.Looked(others);
        context.Reporter.ForeignWaits(JournalTotals.Foreign(dormant));
    }

    private bool Holds(JournalFolder folder) => _journals.Any(journal => journal.Id == folder.JournalId);

    private async Task<DormantJournal?> TryTakeAsync(JournalFolder folder, bool isOwn)
    {
        var (parts, dormant) = await JournalDoor.TryOpenAsync(context, folder, isOwn).ConfigureAwait(false);
        if (dormant is { Reason: not DormantReason.Foreign })
        {
            context.Reporter.CannotOpen();
        }
        if (parts is null)
        {
            return dormant;
        }
        var journal = new Journal(parts);
        if (_own is not null && !_isTelling && journal.Counts is { Waiting: 0, DeadLetters: 0 })
        {
            // Nothing to drain, and nobody to be told: it stays free for the next process to go on with.
            await journal.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            Hold(journal);
        }
        return null;
    }

    private void Hold(Journal journal)
    {
        _journals = [.. _journals, journal];
        _own ??= journal;
    }
}
