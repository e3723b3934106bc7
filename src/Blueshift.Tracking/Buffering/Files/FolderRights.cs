namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Keeps what is ours for its owner alone, also when a volume's mount or a backup widened it.</summary>
internal sealed class FolderRights(IFolderEnvironment environment, IFileSystem files)
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode NotOwner =
        Others | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>Instance, journal, side journal and its files: what is deeper is not ours.</summary>
    private const int Depth = 4;

    /// <summary>Narrows our folder and all that is in it.</summary>
    /// <returns>Whether other users are kept out. A group that is left comes from a volume whose owner is another.</returns>
    public bool Narrow(string root)
    {
        TryNarrow(root, isFolder: true);
        NarrowBelow(root, Depth);
        return environment.Look(root).Mode is not { } mode || (mode & Others) == UnixFileMode.None;
    }

    private void NarrowBelow(string folder, int depth)
    {
        foreach (var entry in Entries(folder).Where(one => one.Kind != StorageEntryKind.Other))
        {
            var path = Path.Combine(folder, entry.Name);
            TryNarrow(path, entry.Kind == StorageEntryKind.Folder);
            if (entry.Kind == StorageEntryKind.Folder && depth > 1)
            {
                NarrowBelow(path, depth - 1);
            }
        }
    }

    private IReadOnlyList<StorageEntry> Entries(string folder)
    {
        try
        {
            return files.List(folder);
        }
        catch (StorageFaultException)
        {
            // Closed to us: whoever owns it keeps it.
            return [];
        }
    }

    private void TryNarrow(string path, bool isFolder)
    {
        if (environment.Look(path).Mode is not { } mode || (mode & NotOwner) == UnixFileMode.None)
        {
            return;
        }
        try
        {
            environment.Narrow(path, isFolder);
        }
        catch (StorageFaultException)
        {
            // The caller looks at the root again, which keeps others away from all that is below it.
        }
    }
}
