namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is what the choice of a folder asks of the system it runs on. Apart from the two that change rights, nothing throws.</summary>
internal interface IFolderEnvironment
{
    /// <summary>Gets whether this is Windows: no rights of Unix, and the machine's program data as a last resort.</summary>
    bool IsWindows { get; }

    /// <summary>Gets the folder of per-user application data, which may not exist; empty when the user has none.</summary>
    string UserData { get; }

    /// <summary>Gets the folder of the machine's program data; asked for on Windows alone.</summary>
    string MachineData { get; }

    /// <summary>Gets the folder of temporary files.</summary>
    string TempPath { get; }

    /// <summary>Reads a variable of the environment.</summary>
    string? Variable(string name);

    /// <summary>Looks at a path.</summary>
    FolderFacts Look(string path);

    /// <summary>Follows all links on the way to a path and its own.</summary>
    string Resolve(string path);

    /// <summary>Reads what is mounted where.</summary>
    MountTable Mounts();

    /// <summary>Takes the rights of everybody but the owner away: 0700 for a folder, 0600 for a file. Does nothing on Windows.</summary>
    void Narrow(string path, bool isFolder);

    /// <summary>Makes a folder on Windows that SYSTEM, the administrators and this process alone can reach.</summary>
    void MakeProtected(string path);
}
