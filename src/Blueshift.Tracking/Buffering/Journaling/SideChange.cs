namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is one entry to be added to a side journal, with its record, or to be removed.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Record">The record to add; empty for a range that was given up.</param>
/// <param name="IsRemoved">Whether it goes.</param>
internal sealed record SideChange(
    SideEntry Entry,
    [property: UserActivityPersonalData] ReadOnlyMemory<byte> Record,
    bool IsRemoved
)
{
    public static SideChange Add(SideEntry entry, ReadOnlyMemory<byte> record) => new(entry, record, IsRemoved: false);

    public static SideChange Remove(SideEntry entry) => new(entry, ReadOnlyMemory<byte>.Empty, IsRemoved: true);

    /// <summary>Gets how many bytes it takes, about.</summary>
    public int Length => SideEntryFormat.LengthOf(Entry, Record.Length);
}
