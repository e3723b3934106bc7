namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is what a name in a folder of <see cref="CrashingFileSystem"/> leads to.</summary>
internal abstract class MemoryNode
{
    public DateTimeOffset Modified { get; set; }
}
