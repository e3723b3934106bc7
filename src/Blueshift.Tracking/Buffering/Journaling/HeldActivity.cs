using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is one claimed activity as the journal remembers it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Parked">Its entry when it was parked; <see langword="null"/> when it came from the log.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Offset">Where its record begins in the claim's bytes.</param>
/// <param name="Length">How long its record is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeldActivity(
    long Sequence,
    SideEntry? Parked,
    DateTimeOffset At,
    int Offset,
    int Length
);
