namespace Blueshift.Tracking.Buffering;

/// <summary>Knows the buffer once there is one, for whoever reads its counters and must not be the one to make it. Safe for several threads.</summary>
internal sealed class BufferInUse
{
    private volatile IActivityBuffer? _buffer;

    /// <summary>Gets the counters; <see langword="null"/> before there is a buffer. Cheap, never throws, touches no storage.</summary>
    public BufferState? State => _buffer?.GetState();

    /// <summary>Notes the buffer that was made.</summary>
    public void Is(IActivityBuffer buffer) => _buffer = buffer;
}
