using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Says how much the buffer may still take: its own limit over all journals of the instance, and the floor of free disk. Own bytes
/// are exact; those of other processes and of the disk are as old as the last look. Safe for several threads.
/// </summary>
internal sealed class JournalBounds(IFileSystem files, string folder, BufferOptions options)
{
    // How much may be written before the disk is asked again; a fraction of any floor worth setting.
    private const long AskAfter = 4L * 1024 * 1024;

    private readonly long _maxBytes = options.MaxBytes;
    private readonly long _minFree = options.MinFreeDiskBytes;
    private long _own;
    private long _others;
    private long _free = -1;
    private long _askedAt;

    /// <summary>Gets the bytes of this process and, as of the last look, of its siblings.</summary>
    public long Bytes => Volatile.Read(ref _own) + Volatile.Read(ref _others);

    public long MaxBytes => _maxBytes;

    /// <summary>Gets how many bytes a side journal may have.</summary>
    public long SideBytes => Math.Min(_maxBytes / 10, JournalLimits.MaxSideBytes);

    public void Add(long bytes) => Interlocked.Add(ref _own, bytes);

    /// <summary>Notes what others hold, and asks the disk again at the next append.</summary>
    public void Looked(long othersBytes)
    {
        Volatile.Write(ref _others, othersBytes);
        Volatile.Write(ref _free, -1);
    }

    /// <summary>Asks how many bytes may be appended now.</summary>
    /// <param name="reason">Why no more, when it is too few.</param>
    public long Room(out RefusalReason reason)
    {
        var byLimit = _maxBytes - Bytes;
        var byDisk = FreeAboveFloor();
        reason = byDisk < byLimit ? RefusalReason.DiskFull : RefusalReason.BufferFull;
        return Math.Min(byLimit, byDisk);
    }

    private long FreeAboveFloor()
    {
        if (_minFree == 0)
        {
            return long.MaxValue;
        }
        var own = Volatile.Read(ref _own);
        var free = Volatile.Read(ref _free);
        // Near the floor every append asks: others write to the disk too.
        if (free < 0 || own - _askedAt > AskAfter || free - (own - _askedAt) < _minFree + AskAfter)
        {
            _askedAt = own;
            free = Ask();
            Volatile.Write(ref _free, free);
        }
        return free == long.MaxValue ? free : free - (own - _askedAt) - _minFree;
    }

    // A disk that does not say what is free is not held against the host: writing to it decides.
    private long Ask()
    {
        try
        {
            return files.FreeBytes(folder);
        }
        catch (StorageFaultException)
        {
            return long.MaxValue;
        }
    }
}
