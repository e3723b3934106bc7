using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is what a sealed frame is bound to.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SegmentIdentity(Guid JournalId, Guid SegmentId, uint Number);
