using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Holds what every journal of one buffer shares.</summary>
internal sealed record JournalContext
{
    public required IFileSystem Files { get; init; }

    public required JournalKeySource Keys { get; init; }

    public required BufferOptions Options { get; init; }

    public required JournalBounds Bounds { get; init; }

    /// <summary>Gets the bytes of the journal that uses this copy of the context.</summary>
    public JournalBytes Bytes { get; private init; } = null!;

    public required JournalReporter Reporter { get; init; }

    /// <summary>Gets what wakes whoever waits for something to claim.</summary>
    public required ClaimSignal Signal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets to whom what is recorded now belongs.</summary>
    public required BufferOwner Owner { get; init; }

    /// <summary>Gets whose waiting activities are taken over; <see langword="null"/> when nobody's.</summary>
    public MoveOrder? Move { get; init; }

    /// <summary>Gets whether the folder goes with the container.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Makes the copy that one journal uses.</summary>
    public JournalContext ForJournal() => this with { Bytes = new JournalBytes(Bounds) };
}
