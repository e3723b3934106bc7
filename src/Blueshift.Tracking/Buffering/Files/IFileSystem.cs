namespace Blueshift.Tracking.Buffering.Files;

/// <summary>
/// Is all that the journal asks of a disk: a real side, and one in memory that loses power and fails on demand. Paths are
/// absolute. Every member blocks, may be called from any thread, and throws <see cref="StorageFaultException"/> alone.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Makes a file that does not exist, for its owner alone, open for writing. Durable only after its own flush and that of the folder.</summary>
    IStorageFile Create(string path);

    /// <summary>Opens an existing file for reading, also while another handle writes it.</summary>
    IStorageFile OpenRead(string path);

    /// <summary>Opens an existing file for reading and writing in place.</summary>
    IStorageFile OpenWrite(string path);

    /// <summary>Opens or makes a file that only one handle on this machine holds until it is disposed or its process ends.</summary>
    /// <returns><see langword="null"/> when another handle holds it: whoever it is may still write beside it.</returns>
    IDisposable? TryLock(string path);

    /// <summary>Makes a folder and those above it that are missing, each for its owner alone. Does nothing to one that exists.</summary>
    void CreateFolder(string path);

    /// <summary>Writes the folder's own entries to the disk: files made, renamed and deleted in it.</summary>
    void FlushFolder(string path);

    /// <summary>Renames a file, replacing the other. Durable only after the folder's flush.</summary>
    void Rename(string from, string to);

    /// <summary>Gives a file a second name in the same file system, if that name is free.</summary>
    /// <returns><see langword="false"/> when the name is taken: read what is there instead.</returns>
    bool TryLink(string from, string to);

    /// <summary>Deletes a file; one that is gone already is no fault. Durable only after the folder's flush.</summary>
    void Delete(string path);

    /// <summary>Deletes an empty folder; one that is gone already is no fault.</summary>
    void DeleteFolder(string path);

    /// <summary>Lists what a folder holds, in ordinal order of the names. A folder that does not exist holds nothing.</summary>
    IReadOnlyList<StorageEntry> List(string folder);

    /// <summary>Reads how many bytes the process may still write there.</summary>
    long FreeBytes(string folder);
}
