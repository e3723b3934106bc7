using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is a run of sequences, both ends in it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SequenceRange(long From, long To)
{
    public long Count => To - From + 1;
}
