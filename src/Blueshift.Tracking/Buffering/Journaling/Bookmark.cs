using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the file of two slots that makes settlements durable. Used by one thread at a time.</summary>
internal sealed class Bookmark : IDisposable
{
    private const int Slots = 2;

    private readonly IStorageFile _file;
    private readonly bool _flushes;
    private readonly byte[] _bytes = new byte[BookmarkSlot.Length];

    // The slot that holds the state of now; the other one is written next.
    private int _current;

    private Bookmark(IStorageFile file, bool flushes, BookmarkSlot? slot, int current)
    {
        _file = file;
        _flushes = flushes;
        Slot = slot;
        _current = current;
    }

    public const int FileLength = Slots * BookmarkSlot.Length;

    /// <summary>Gets the state that is on the disk; <see langword="null"/> when neither slot could be read.</summary>
    public BookmarkSlot? Slot { get; private set; }

    /// <summary>Gets whether a later version wrote it: then nothing of the journal may be touched.</summary>
    public bool IsNewer { get; private init; }

    /// <summary>Makes the file with all the room that it will ever need. Durable after the folder's flush.</summary>
    /// <exception cref="StorageFaultException">There may now be a part of the file.</exception>
    public static Bookmark Create(IFileSystem files, string path, BookmarkSlot slot, bool flushes)
    {
        var bookmark = CreateBlank(files, path, flushes);
        try
        {
            bookmark.Write(slot);
            return bookmark;
        }
        catch
        {
            bookmark.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file without a state, in place of one that is lost.</summary>
    /// <exception cref="StorageFaultException">There may now be a part of the file.</exception>
    public static Bookmark CreateBlank(IFileSystem files, string path, bool flushes)
    {
        var file = files.Create(path);
        try
        {
            file.Write(0, new byte[FileLength]);
            return new Bookmark(file, flushes, slot: null, current: 1);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="StorageFaultException">It is missing, or cannot be read.</exception>
    public static Bookmark Open(IFileSystem files, string path, bool flushes)
    {
        var file = files.OpenWrite(path);
        try
        {
            var bytes = new byte[FileLength];
            file.Read(0, bytes);
            var first = BookmarkSlot.TryRead(bytes.AsSpan(0, BookmarkSlot.Length));
            var second = BookmarkSlot.TryRead(bytes.AsSpan(BookmarkSlot.Length));
            var current = second is not null && second.Generation > (first?.Generation ?? -1) ? 1 : 0;
            return new Bookmark(file, flushes, current == 1 ? second : first, current)
            {
                IsNewer =
                    BookmarkSlot.IsNewer(bytes.AsSpan(0, BookmarkSlot.Length))
                    || BookmarkSlot.IsNewer(bytes.AsSpan(BookmarkSlot.Length)),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a state to the older slot. Durable on return.</summary>
    /// <exception cref="StorageFaultException">The state before still counts; the next attempt writes to the same slot.</exception>
    public void Write(BookmarkSlot slot)
    {
        slot.Write(_bytes);
        _file.Write((1 - _current) * BookmarkSlot.Length, _bytes);
        if (_flushes)
        {
            _file.Flush();
        }
        _current = 1 - _current;
        Slot = slot;
    }

    /// <summary>Makes the state that was read durable: whoever wrote it may have been killed before its flush, and files go by it.</summary>
    /// <exception cref="StorageFaultException">It may be the state before that counts after a power loss.</exception>
    public void Secure()
    {
        if (_flushes)
        {
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();
}
