namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is the folder that was found for the buffer, or why there is none.</summary>
internal sealed record FolderChoice
{
    /// <summary>Gets who named the folder.</summary>
    public FolderSource Source { get; init; }

    /// <summary>Gets our own folder: made, for its owner alone; <see langword="null"/> when there is a fault.</summary>
    public string? Path { get; init; }

    /// <summary>Gets what is wrong with Buffer:Folder and what to do, beginning in lower case and without a path.</summary>
    public string? Fault { get; init; }

    /// <summary>Gets what its files survive.</summary>
    public FolderDurability Durability { get; init; }

    /// <summary>Gets whether the system keeps two processes apart here.</summary>
    public bool LocksWork { get; init; }

    /// <summary>Gets whether there was no room to try it out: durability and locks are what the mount promises.</summary>
    public bool IsFull { get; init; }

    /// <summary>Gets the durability in the word that logs and health use.</summary>
    public string DurabilityWord =>
        Durability switch
        {
            FolderDurability.PowerLoss => "power-loss",
            FolderDurability.Process => "process",
            _ => "container",
        };
}
