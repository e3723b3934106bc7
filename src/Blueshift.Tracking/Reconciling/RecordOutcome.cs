using System.Runtime.InteropServices;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what became of a finding.</summary>
/// <param name="IsLost">Whether another process compares now: then nothing was done, and nothing more is to be done.</param>
/// <param name="Recorded">What was recorded; <see langword="null"/> when nothing had to be.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordOutcome(bool IsLost, CapturedActivity? Recorded);
