using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Is how the baseline stands.</summary>
/// <param name="IsKnown">Whether it is known who was there before.</param>
/// <param name="IsLost">Whether another process compares now.</param>
/// <param name="Sent">How many users were recorded to be sent.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BaselineResult(bool IsKnown, bool IsLost, long Sent);
