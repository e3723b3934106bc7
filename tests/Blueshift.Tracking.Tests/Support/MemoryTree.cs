using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Finds folders and files by their path.</summary>
internal sealed class MemoryTree(MemoryFolder root)
{
    private static readonly char[] Separators = ['/', '\\'];

    public MemoryFolder Root { get; } = root;

    /// <summary>Takes a path apart. The folder is there, or <see cref="StorageFault.NotFound"/> is thrown.</summary>
    public (MemoryFolder Folder, string Name) Place(string path)
    {
        var names = Names(path);
        return (Walk(names[..^1]) ?? throw new StorageFaultException(StorageFault.NotFound), names[^1]);
    }

    public MemoryNode? Find(string path)
    {
        var names = Names(path);
        return names.Length == 0 ? Root : Walk(names[..^1])?.Entries.GetValueOrDefault(names[^1]);
    }

    public MemoryFile File(string path) =>
        Find(path) switch
        {
            MemoryFile file => file,
            MemoryFolder => throw new StorageFaultException(StorageFault.NoPermission),
            _ => throw new StorageFaultException(StorageFault.NotFound),
        };

    public void MakeFolder(string path, DateTimeOffset now)
    {
        var folder = Root;
        foreach (var name in Names(path))
        {
            if (!folder.Entries.TryGetValue(name, out var node))
            {
                node = new MemoryFolder { Modified = now };
                folder.Add(name, node);
            }
            folder = node as MemoryFolder ?? throw new StorageFaultException(StorageFault.AlreadyExists);
        }
    }

    /// <summary>Puts a file there as if it, and its folders, had been flushed long ago.</summary>
    public void Put(string path, MemoryFile file)
    {
        var folder = Root;
        var names = Names(path);
        foreach (var name in names[..^1])
        {
            var next = folder.Entries.GetValueOrDefault(name) ?? new MemoryFolder { Modified = file.Modified };
            folder.Entries[name] = folder.Durable[name] = next;
            folder = (MemoryFolder)next;
        }
        folder.Entries[names[^1]] = folder.Durable[names[^1]] = file;
    }

    public IEnumerable<(string Path, MemoryFile File)> Files() => Files("", Root);

    private static IEnumerable<(string Path, MemoryFile File)> Files(string path, MemoryFolder folder)
    {
        foreach (var (name, node) in folder.Entries)
        {
            var below = node switch
            {
                MemoryFile file => [($"{path}/{name}", file)],
                _ => Files($"{path}/{name}", (MemoryFolder)node),
            };
            foreach (var one in below)
            {
                yield return one;
            }
        }
    }

    private static string[] Names(string path) => path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private MemoryFolder? Walk(string[] names)
    {
        var folder = Root;
        foreach (var name in names)
        {
            if (folder.Entries.GetValueOrDefault(name) is not MemoryFolder next)
            {
                return null;
            }
            folder = next;
        }
        return folder;
    }
}
