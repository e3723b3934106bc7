using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Holds the counters of one buffer at one moment. Always: recorded = delivered + waiting + dead letters + dropped.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BufferState
{
    /// <summary>Is how long an activity may wait before somebody should know.</summary>
    public static readonly TimeSpan OldAge = TimeSpan.FromMinutes(15);

    private const double NearlyFull = 0.8;

    // What the largest activity takes, sealed: below it a buffer is full for somebody.
    private const long LargestActivity = 16 * 1024;
    private const long TypicalActivity = 512;
    private const long LargestSegment = 8 * 1024 * 1024;

    public required BufferDescription Description { get; init; }

    /// <summary>Gets whether what waits survives the end of the process.</summary>
    public required bool IsDurable { get; init; }

    public required long Recorded { get; init; }

    public required long Delivered { get; init; }

    /// <summary>Gets what is not settled, and what is parked.</summary>
    public required long Waiting { get; init; }

    public required long Parked { get; init; }

    public required long DeadLetters { get; init; }

    public required long Dropped { get; init; }

    /// <summary>Gets what of this was given up by this process, and why.</summary>
    public required GivenUp GivenUp { get; init; }

    /// <summary>Gets how many activities wait that belong to another client instance or endpoint; they are in no other number here.</summary>
    public long Foreign { get; init; }

    /// <summary>Gets how many journals cannot be read until a key is back; what waits in them is in the other numbers.</summary>
    public int KeysMissing { get; init; }

    /// <summary>Gets whether the last thing asked of the storage failed.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>Gets whether the place in which activities would wait is not there yet.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Gets whether what waits is lost with the container that it waits in.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Gets whether nobody can tell whose a buffer is, so that one that another process left is not gone on with.</summary>
    public bool LocksMissing { get; init; }

    public required long Bytes { get; init; }

    public required long BytesLimit { get; init; }

    /// <summary>Gets the last number given; 0 when there is none.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Gets the number up to which everything is settled.</summary>
    public required long SettledThrough { get; init; }

    public required DateTimeOffset? OldestWaiting { get; init; }

    public required DateTimeOffset? LastAcknowledged { get; init; }

    public bool IsFull => BytesLimit - Bytes < LargestActivity;

    public bool IsNearlyFull => Bytes >= NearlyFull * BytesLimit;

    /// <summary>Gets for about how many more activities there is room: of typical ones, or of such as wait if those are known to be larger.</summary>
    public long Room
    {
        get
        {
            // What is settled may still take as much as one segment of a journal.
            var settled = Math.Min(BytesLimit / 16, LargestSegment);
            var each = Waiting == 0 ? TypicalActivity : Math.Max(TypicalActivity, (Bytes - settled) / Waiting);
            return Math.Max(0, (BytesLimit - Bytes) / each);
        }
    }

    /// <summary>Gets how long the oldest activity has waited; none when nothing waits, or a clock was set back.</summary>
    public TimeSpan Age(DateTimeOffset now) => OldestWaiting is { } since && since < now ? now - since : TimeSpan.Zero;
}
