namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a file as the process sees it, as the disk has it, and the writes between the two.</summary>
internal sealed class MemoryFile : MemoryNode
{
    private readonly List<PendingWrite> pending = [];

    public MemoryFile() { }

    private MemoryFile(MemoryBytes current, MemoryBytes durable, IEnumerable<PendingWrite> writes)
    {
        (Current, Durable) = (current, durable);
        pending.AddRange(writes);
    }

    public MemoryBytes Current { get; } = new();

    public MemoryBytes Durable { get; } = new();

    public IReadOnlyList<PendingWrite> Pending => pending;

    public int OpenedForWriting { get; set; }

    public static MemoryFile Of(MemoryBytes content, DateTimeOffset modified) =>
        new(content, content.Copy(), []) { Modified = modified };

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Current.Write(offset, bytes);
        pending.Add(new PendingWrite(offset, bytes.ToArray()));
    }

    public void Flush()
    {
        foreach (var write in pending.Where(one => !one.IsGivenUp))
        {
            Durable.Write(write.Offset, write.Bytes);
        }
        pending.Clear();
    }

    public void FailFlush()
    {
        for (var index = 0; index < pending.Count; index++)
        {
            pending[index] = pending[index] with { IsGivenUp = true };
        }
    }

    public MemoryFile Copy() => new(Current.Copy(), Durable.Copy(), pending) { Modified = Modified };
}
