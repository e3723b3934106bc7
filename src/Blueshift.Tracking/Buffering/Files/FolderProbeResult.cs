using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is what a probe found.</summary>
/// <param name="Flushes">Files and folders can be flushed.</param>
/// <param name="LocksWork">The second to lock a file is refused.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FolderProbeResult(bool Flushes, bool LocksWork);
