namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Tries out in our folder what the journal will ask of it, under names of its own that it removes again.</summary>
/// <param name="files">The disk.</param>
/// <param name="folder">Where it is tried.</param>
/// <param name="bytes">How many bytes are written.</param>
internal sealed class FolderProbe(IFileSystem files, string folder, int bytes = 512)
{
    private const string Prefix = "probe-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string first = Path.Combine(folder, $"{Prefix}{RandomToken.Next():N}");

    private string Renamed => first + "-renamed";

    /// <summary>Writes, flushes, renames, flushes the folder and locks twice.</summary>
    /// <exception cref="StorageFaultException">It cannot even be written; <see cref="StorageFault.NoSpace"/> if it is full.</exception>
    public FolderProbeResult Run()
    {
        try
        {
            var flushes = WriteAndFlush();
            files.Rename(first, Renamed);
            flushes &= Succeeds(() => files.FlushFolder(folder));
            RemoveAbandoned();
            return new FolderProbeResult(flushes, LocksTwice());
        }
        finally
        {
            Succeeds(() => files.Delete(first));
            Succeeds(() => files.Delete(Renamed));
        }
    }

    private static bool Succeeds(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (StorageFaultException fault) when (fault.Fault != StorageFault.NoSpace)
        {
            return false;
        }
    }

    private bool WriteAndFlush()
    {
        using var file = files.Create(first);
        file.Write(0, new byte[bytes]);
        return Succeeds(file.Flush);
    }

    /// <summary>Locks a file twice. Where the first is refused or the second is not, locks keep nobody apart.</summary>
    private bool LocksTwice()
    {
        try
        {
            using var one = files.TryLock(Renamed);
            using var other = files.TryLock(Renamed);
            return one is not null && other is null;
        }
        catch (StorageFaultException fault) when (fault.Fault != StorageFault.NoSpace)
        {
            return false;
        }
    }

    /// <summary>Removes what a killed process left; that of a living one is never an hour older than ours.</summary>
    private void RemoveAbandoned()
    {
        var probes = new List<StorageEntry>();
        DateTimeOffset? ours = null;
        foreach (var entry in files.List(folder))
        {
            if (entry.Kind == StorageEntryKind.File && entry.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                probes.Add(entry);
                ours = Path.Combine(folder, entry.Name) == Renamed ? entry.Modified : ours;
            }
        }
        foreach (var entry in probes)
        {
            if (entry.Modified < ours - Abandoned)
            {
                Succeeds(() => files.Delete(Path.Combine(folder, entry.Name)));
            }
        }
    }
}
