namespace Blueshift.Tracking.Buffering.Files;

/// <summary>
/// Chooses the folder in which the journal lives: the one that is set, else systemd's, else, outside containers, that of the
/// user or of the Windows machine. What somebody named is used or refused; what the system offers is passed over if it is closed.
/// </summary>
internal static class BufferFolder
{
    private const string OwnName = "blueshift-tracking";
    private const string NameInApplicationData = "Blueshift.Tracking";
    private const string WaysOut = "Name a folder on a volume, or use the outbox, which needs none";

    /// <summary>Chooses the folder, makes ours in it and tries it out. Blocks for some writes and flushes; does not throw.</summary>
    /// <param name="configured">The setting Buffer:Folder.</param>
    /// <param name="environment">The system.</param>
    /// <param name="files">The disk.</param>
    public static FolderChoice Choose(string? configured, IFolderEnvironment environment, IFileSystem files)
    {
        var isInContainer = ContainerSigns.AreSeen(environment);
        var trial = new FolderTrial(environment, files, isInContainer);
        if (!string.IsNullOrEmpty(configured))
        {
            return Named(configured, FolderSource.Configured, trial, environment);
        }
        if (StateDirectory(environment) is { } state)
        {
            var choice = Named(state, FolderSource.StateDirectory, trial, environment);
            return choice with { Fault = NotSetAnd("the folder in STATE_DIRECTORY", choice.Fault) };
        }
        if (isInContainer)
        {
            return Nowhere($"is not set, and nothing outlives a container but a volume. {WaysOut}");
        }
        return Offered(environment.UserData, FolderSource.UserData, trial)
            ?? (environment.IsWindows ? Offered(environment.MachineData, FolderSource.MachineData, trial) : null)
            ?? Nowhere($"is not set, and this process has no folder of its own. {WaysOut}");
    }

    private static FolderChoice Named(
        string path,
        FolderSource source,
        FolderTrial trial,
        IFolderEnvironment environment
    )
    {
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return new FolderChoice { Source = source, Fault = "is not an absolute path. Name one" };
        }
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

        // With DynamicUser systemd itself makes its state directory a link.
        folder = source == FolderSource.StateDirectory ? environment.Resolve(folder) : folder;
        return FolderRules.Complaint(folder, environment) is { } complaint
            ? new FolderChoice { Source = source, Fault = complaint }
            : trial.Use(Path.Combine(folder, OwnName), source).Choice;
    }

    /// <summary>Tries what the system offers.</summary>
    /// <returns><see langword="null"/> if there is nothing or the rights of this process do not reach: look further.</returns>
    private static FolderChoice? Offered(string folder, FolderSource source, FolderTrial trial)
    {
        if (!Path.IsPathFullyQualified(folder))
        {
            return null;
        }
        var (choice, fault) = trial.Use(Path.Combine(folder, NameInApplicationData), source);
        return fault == StorageFault.NoPermission
            ? null
            : choice with
            {
                Fault = NotSetAnd("the folder for application data", choice.Fault),
            };
    }

    /// <summary>Reads the variable of systemd, which separates several folders by colons; the first is ours.</summary>
    private static string? StateDirectory(IFolderEnvironment environment)
    {
        var value = environment.IsWindows ? null : environment.Variable("STATE_DIRECTORY");
        return value?.Split(':', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
    }

    private static FolderChoice Nowhere(string fault) => new() { Source = FolderSource.None, Fault = fault };

    private static string? NotSetAnd(string subject, string? complaint) =>
        complaint is null ? null : $"is not set, and {subject} {complaint}";
}
