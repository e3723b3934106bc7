using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is a <see cref="JournalLedger"/> at one moment.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LedgerState
{
    public required long LastSequence { get; init; }

    public required long SettledThrough { get; init; }

    /// <summary>Gets how many sequences are settled, with those that only memory knows of.</summary>
    public required long Settled { get; init; }

    public required IReadOnlyList<SequenceRange> Ranges { get; init; }

    public required IReadOnlyList<long> Dropped { get; init; }

    public required DateTimeOffset? LastAcknowledged { get; init; }
}
