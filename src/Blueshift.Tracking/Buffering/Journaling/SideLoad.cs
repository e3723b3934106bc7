namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is what was found of a side journal when its journal was opened.</summary>
internal sealed class SideLoad
{
    /// <summary>Gets what the bookmark says of it, or what was found where there is none.</summary>
    public required SideMark Mark { get; init; }

    public required IReadOnlyList<SegmentInfo> Segments { get; init; }

    public required SideIndex Index { get; init; }

    /// <summary>Gets the highest number in the folder.</summary>
    public required uint LastNumber { get; init; }

    /// <summary>Gets whether every frame that counts could be opened, or is known to be damaged.</summary>
    public required bool IsReadable { get; init; }
}
