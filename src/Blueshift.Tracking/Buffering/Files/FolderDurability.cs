namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Says what the files of a folder survive.</summary>
internal enum FolderDurability
{
    /// <summary>A power cut.</summary>
    PowerLoss,

    /// <summary>The end of the process, but not of the machine: the file system is in memory, or has no flush.</summary>
    Process,

    /// <summary>The end of the process, but not of its container.</summary>
    Container,
}
