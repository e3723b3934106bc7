namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is one live entry of a side journal: where it stands, and what is known of it without opening its frame.</summary>
internal sealed record SideEntry
{
    /// <summary>Gets the sequence; of a range that was given up the first one.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the last sequence of a range that was given up; else <see cref="Sequence"/>.</summary>
    public required long To { get; init; }

    /// <summary>Gets when the activity was recorded, or the range given up.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets when a parked activity may be claimed again.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Gets the contract's word for why it is here; empty for a range that was given up.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Gets why a range was given up.</summary>
    public GivenUpReason GivenUpReason { get; init; }

    /// <summary>Gets the number of the segment that holds it.</summary>
    public uint Segment { get; init; }

    /// <summary>Gets where in the segment its frame begins.</summary>
    public long FrameOffset { get; init; }

    /// <summary>Gets where in the frame's bytes its record begins.</summary>
    public int RecordOffset { get; init; }
}
