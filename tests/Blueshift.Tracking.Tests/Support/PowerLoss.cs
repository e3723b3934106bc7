namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes, from a tree at the moment of a crash, the tree that the next start finds. The first is left as it is.</summary>
internal sealed class PowerLoss(CrashMode mode, Random random)
{
    private readonly Dictionary<MemoryNode, MemoryNode> survivors = [];

    public MemoryFolder After(MemoryFolder folder) =>
        mode == CrashMode.EverythingWritten ? Copy(folder) : Durable(folder);

    private MemoryFolder Durable(MemoryFolder folder)
    {
        var after = new MemoryFolder { Modified = folder.Modified };
        survivors[folder] = after;
        foreach (var (name, node) in EntriesOf(folder))
        {
            after.Add(name, survivors.GetValueOrDefault(node) ?? Durable(node));
        }
        after.Flush();
        return after;
    }

    private MemoryNode Durable(MemoryNode node)
    {
        if (node is not MemoryFile file)
        {
            return Durable((MemoryFolder)node);
        }
        var after = MemoryFile.Of(ContentOf(file), file.Modified);
        survivors[file] = after;
        return after;
    }

    private SortedDictionary<string, MemoryNode> EntriesOf(MemoryFolder folder)
    {
        var entries = new SortedDictionary<string, MemoryNode>(folder.Durable, StringComparer.Ordinal);
        var kept = mode switch
        {
            CrashMode.NothingUnflushed or CrashMode.RenamesUndone => [],
            CrashMode.Random => folder.Pending.Where(_ => random.Next(2) == 0),
            _ => folder.Pending.Where(one => !one.IsGivenUp),
        };
        foreach (var change in kept)
        {
            change.ApplyTo(entries);
        }
        return entries;
    }

    private MemoryBytes ContentOf(MemoryFile file)
    {
        var content = file.Durable.Copy();
        var writes = file.Pending.Where(one => mode == CrashMode.Random || !one.IsGivenUp).ToList();
        for (var index = 0; index < writes.Count; index++)
        {
            var (offset, bytes) = (writes[index].Offset, writes[index].Bytes);
            if (Kept(bytes, isLast: index == writes.Count - 1) is { } kept)
            {
                content.Write(offset, kept);
            }
        }
        return content;
    }

    /// <summary>Says what of a write reached the disk; <see langword="null"/> for nothing at all.</summary>
    private byte[]? Kept(byte[] bytes, bool isLast) =>
        mode switch
        {
            CrashMode.NothingUnflushed => null,
            CrashMode.TornAtZero => isLast ? null : bytes,
            CrashMode.TornAtOne => isLast ? Torn(bytes, 1) : bytes,
            CrashMode.TornAtHalf => isLast ? Torn(bytes, bytes.Length / 2) : bytes,
            CrashMode.TornAtLastByte => isLast ? Torn(bytes, bytes.Length - 1) : bytes,
            CrashMode.LaterKept => isLast ? bytes : null,
            CrashMode.ZeroFilled => new byte[bytes.Length],
            CrashMode.Random => random.Next(4) switch
            {
                0 => null,
                1 => Torn(bytes, random.Next(bytes.Length + 1)),
                2 => new byte[bytes.Length],
                _ => bytes,
            },
            _ => bytes,
        };

    private static byte[]? Torn(byte[] bytes, int length) =>
        length <= 0 ? null : bytes[..Math.Min(length, bytes.Length)];

    private MemoryFolder Copy(MemoryFolder folder)
    {
        var after = new MemoryFolder { Modified = folder.Modified };
        survivors[folder] = after;
        foreach (var (name, node) in folder.Entries)
        {
            after.Entries[name] = Copy(node);
        }
        foreach (var (name, node) in folder.Durable)
        {
            after.Durable[name] = Copy(node);
        }
        foreach (var change in folder.Pending)
        {
            after.Await(change with { Node = change.Node is null ? null : Copy(change.Node) });
        }
        return after;
    }

    private MemoryNode Copy(MemoryNode node)
    {
        if (survivors.TryGetValue(node, out var known))
        {
            return known;
        }
        if (node is not MemoryFile file)
        {
            return Copy((MemoryFolder)node);
        }
        var after = file.Copy();
        survivors[file] = after;
        return after;
    }
}
