namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Says what an entry of a folder is.</summary>
internal enum StorageEntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link or anything else that is not ours to follow.</summary>
    Other,
}
