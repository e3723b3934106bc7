namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a held lock of <see cref="CrashingFileSystem"/>.</summary>
internal sealed class MemoryLock(Action<MemoryLock> release) : IDisposable
{
    public void Dispose() => release(this);
}
