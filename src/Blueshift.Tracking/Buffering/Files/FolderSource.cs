namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Says who named the buffer's folder.</summary>
internal enum FolderSource
{
    /// <summary>Nobody: there is none.</summary>
    None,

    /// <summary>The setting Buffer:Folder.</summary>
    Configured,

    /// <summary>The variable STATE_DIRECTORY, as systemd sets it.</summary>
    StateDirectory,

    /// <summary>The system: per-user application data.</summary>
    UserData,

    /// <summary>The system: the program data of a Windows machine.</summary>
    MachineData,
}
