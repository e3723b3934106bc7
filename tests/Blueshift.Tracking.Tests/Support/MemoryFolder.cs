namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a folder as the process sees it, as the disk has it, and the changes between the two.</summary>
internal sealed class MemoryFolder : MemoryNode
{
    private readonly List<PendingEntry> pending = [];

    public SortedDictionary<string, MemoryNode> Entries { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, MemoryNode> Durable { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<PendingEntry> Pending => pending;

    public void Add(string name, MemoryNode node) => Change(new PendingEntry(Removed: null, name, node));

    public void Remove(string name) => Change(new PendingEntry(name, Added: null, Node: null));

    public void Rename(string from, string to) => Change(new PendingEntry(from, to, Entries[from]));

    public void Flush()
    {
        foreach (var change in pending.Where(one => !one.IsGivenUp))
        {
            change.ApplyTo(Durable);
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

    /// <summary>Adds a change that is waiting already, when a folder is copied.</summary>
    public void Await(PendingEntry change) => pending.Add(change);

    private void Change(PendingEntry change)
    {
        change.ApplyTo(Entries);
        pending.Add(change);
    }
}
