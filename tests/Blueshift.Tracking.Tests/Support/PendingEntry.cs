namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a change of a folder's entries that no flush has followed: a name taken away, a name added, or both at once.</summary>
internal sealed record PendingEntry(string? Removed, string? Added, MemoryNode? Node)
{
    /// <summary>Gets whether a flush of it failed: no later flush writes it.</summary>
    public bool IsGivenUp { get; init; }

    public void ApplyTo(SortedDictionary<string, MemoryNode> entries)
    {
        if (Removed is not null)
        {
            entries.Remove(Removed);
        }
        if (Added is not null)
        {
            entries[Added] = Node!;
        }
    }
}
