namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Says what the file system could not do.</summary>
internal enum StorageFault
{
    /// <summary>The disk or the system failed.</summary>
    Io,

    /// <summary>No room: disk or quota full.</summary>
    NoSpace,

    /// <summary>The rights are missing, or the file system is read-only.</summary>
    NoPermission,

    /// <summary>The file or folder is not there.</summary>
    NotFound,

    /// <summary>The name is taken.</summary>
    AlreadyExists,
}
