using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering;

/// <summary>Is a run of numbers that were given up, both ends in it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GivenUpRange(long From, long To, GivenUpReason Reason);
