namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Says what a disk keeps when the machine stops. What was flushed is kept in every mode: a file's bytes by its own flush, its
/// name by its folder's. A write or an entry whose flush failed is kept by <see cref="EverythingWritten"/> and, sometimes, by
/// <see cref="Random"/> alone.
/// </summary>
internal enum CrashMode
{
    /// <summary>All writes and entry operations that were not flushed are lost.</summary>
    NothingUnflushed,

    /// <summary>The process ended, the machine did not: all is kept, and what was not flushed is still not flushed.</summary>
    EverythingWritten,

    /// <summary>The last unflushed write of each file is lost, earlier ones and all entries are kept: a new file may be empty.</summary>
    TornAtZero,

    /// <summary>Of the last unflushed write of each file one byte is kept.</summary>
    TornAtOne,

    /// <summary>Of the last unflushed write of each file half is kept.</summary>
    TornAtHalf,

    /// <summary>Of the last unflushed write of each file all is kept but one byte.</summary>
    TornAtLastByte,

    /// <summary>Of the unflushed writes of a file the last is kept and those before it are lost: a hole is filled with zeros.</summary>
    LaterKept,

    /// <summary>A file is as long as it was written, but each byte that was not flushed is zero, also one that was overwritten.</summary>
    ZeroFilled,

    /// <summary>All bytes are kept, but entry operations that were not flushed (made, renamed, linked, deleted) are undone.</summary>
    RenamesUndone,

    /// <summary>Each write is kept, lost, torn at any byte or zeroed, and each entry operation kept or lost, by the seed.</summary>
    Random,
}
