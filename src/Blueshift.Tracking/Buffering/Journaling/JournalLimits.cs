namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is every fixed size of the journal, in bytes and counts: docs/journal-format.md.</summary>
internal static class JournalLimits
{
    /// <summary>Is the most that is read or written of one segment.</summary>
    public const int MaxSegmentBytes = 8 * 1024 * 1024;

    /// <summary>Is the least that a segment of a small buffer takes before the next begins.</summary>
    public const int MinSegmentBytes = 64 * 1024;

    /// <summary>Is the most that one frame seals.</summary>
    public const int MaxFrameBytes = 256 * 1024;

    /// <summary>Is the most activities of one frame.</summary>
    public const int MaxFrameCount = 1024;

    /// <summary>Is the highest sequence: the last whole number that every JSON reader keeps exact.</summary>
    public const long MaxSequence = (1L << 53) - 1;

    /// <summary>Is the most frames of one commit: what is kept in memory until the flush.</summary>
    public const int MaxCommitFrames = 8;

    /// <summary>Is the most settled ranges of the bookmark.</summary>
    public const int MaxSettledRanges = 256;

    /// <summary>Is the most that a side journal takes, whatever the buffer's size: its index is in memory.</summary>
    public const long MaxSideBytes = 64L * 1024 * 1024;

    /// <summary>Is the most that copies of damaged segments take.</summary>
    public const long MaxQuarantineBytes = 16L * 1024 * 1024;

    /// <summary>Is how long a copy of a damaged segment is kept.</summary>
    public static readonly TimeSpan MaxQuarantineAge = TimeSpan.FromDays(30);

    /// <summary>Is how long one epoch lasts.</summary>
    public static readonly TimeSpan EpochAge = TimeSpan.FromHours(24);

    /// <summary>Is how often the process looks at what its siblings left behind.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(60);

    /// <summary>Says after how many bytes a segment ends in a buffer of the given size, so that a settled one gives room.</summary>
    public static int SegmentBytes(long maxBytes) => (int)Math.Clamp(maxBytes / 16, MinSegmentBytes, MaxSegmentBytes);
}
