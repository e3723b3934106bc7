using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering;

/// <summary>Says how many of the appended activities the buffer has: the first ones, in order.</summary>
/// <param name="Recorded">How many are recorded.</param>
/// <param name="Refusal">Why the others are not; <see cref="RefusalReason.None"/> when there are no others.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AppendResult(int Recorded, RefusalReason Refusal);
