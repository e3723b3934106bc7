using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is what the system says of a path.</summary>
/// <param name="Kind">What is there; <see langword="null"/> for nothing; a link is not followed.</param>
/// <param name="Mode">Its rights; <see langword="null"/> on Windows and for nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FolderFacts(StorageEntryKind? Kind, UnixFileMode? Mode);
