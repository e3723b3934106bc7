using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Holds what every journal of one buffer shares.</summary>
internal sealed class JournalContext
{
    public required IFileSystem Files { get; init; }

    public required JournalKeySource Keys { get; init; }

    public required BufferOptions Options { get; init; }

    public required JournalBounds Bounds { get; init; }

    public required JournalReporter Reporter { get; init; }

    /// <summary>Gets what wakes whoever waits for something to claim.</summary>
    public required ClaimSignal Signal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets to whom what is recorded now belongs.</summary>
    public required BufferOwner Owner { get; init; }
}
