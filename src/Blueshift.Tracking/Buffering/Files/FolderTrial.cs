namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Makes our own folder in the one that was chosen, for its owner alone, and tries it out.</summary>
internal sealed class FolderTrial(IFolderEnvironment environment, IFileSystem files, bool isInContainer)
{
    /// <summary>Makes the folder if it is missing and tries it out. Does not throw.</summary>
    /// <returns>The choice, and beside its text the fault of the file system that spoilt it.</returns>
    public (FolderChoice Choice, StorageFault? Fault) Use(string root, FolderSource source)
    {
        if (environment.Look(root).Kind is StorageEntryKind.File or StorageEntryKind.Other)
        {
            return (Refused(source, "holds a link or a file under our name. Remove it, or name another folder"), null);
        }
        try
        {
            Make(root, source);
            return new FolderRights(environment, files).Narrow(root)
                ? (Probed(root, source), null)
                : (
                    Refused(source, "is on a file system that lets every user read it. Mount it for its owner alone"),
                    null
                );
        }
        catch (StorageFaultException fault)
        {
            return (Refused(source, Complaint(fault.Fault)), fault.Fault);
        }
    }

    private static FolderChoice Refused(FolderSource source, string fault) => new() { Source = source, Fault = fault };

    private static string Complaint(StorageFault fault) =>
        fault switch
        {
            StorageFault.NoPermission =>
                "cannot be written by this process: it is read-only, or the rights are missing. Grant them, or name another folder",
            StorageFault.NoSpace => "is on a disk that is full. Make room, or name another folder",
            _ => "failed when it was tried out. Check the disk, or name another folder",
        };

    private void Make(string root, FolderSource source)
    {
        var parents = new List<string>();
        for (var path = root; environment.Look(path).Kind is null; path = parents[^1])
        {
            if (Path.GetDirectoryName(path) is not { } parent)
            {
                break;
            }
            parents.Add(parent);
        }
        if (source == FolderSource.MachineData)
        {
            environment.MakeProtected(root);
        }
        files.CreateFolder(root);
        foreach (var parent in parents)
        {
            TryFlush(parent);
        }
    }

    /// <summary>Flushes a folder above ours. Whether flushing works is for the probe to say; the right to read it may be missing.</summary>
    private void TryFlush(string folder)
    {
        try
        {
            files.FlushFolder(folder);
        }
        catch (StorageFaultException fault) when (fault.Fault != StorageFault.NoSpace)
        {
            // A folder that may be written but not read cannot be flushed by anybody.
        }
    }

    private FolderChoice Probed(string root, FolderSource source)
    {
        var choice = new FolderChoice { Source = source, Path = root };
        try
        {
            var probe = new FolderProbe(files, root).Run();
            return choice with { Durability = DurabilityOf(root, probe.Flushes), LocksWork = probe.LocksWork };
        }
        catch (StorageFaultException fault) when (fault.Fault == StorageFault.NoSpace)
        {
            // What waits here must be delivered all the same, and that makes room. The journal tries its locks itself.
            return choice with { Durability = DurabilityOf(root, flushes: true), LocksWork = true, IsFull = true };
        }
    }

    private FolderDurability DurabilityOf(string root, bool flushes)
    {
        var mount = environment.Mounts().Of(environment.Resolve(root));
        var isOwnLayer = mount is null || mount.Path == Path.GetPathRoot(root);
        if ((isInContainer && (isOwnLayer || mount!.IsInMemory)) || (isOwnLayer && mount is { IsLayered: true }))
        {
            return FolderDurability.Container;
        }
        return flushes && mount is not { IsInMemory: true } ? FolderDurability.PowerLoss : FolderDurability.Process;
    }
}
