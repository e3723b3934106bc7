namespace Blueshift.Tracking;

/// <summary>Holds the settings of the buffer in which activities wait.</summary>
public sealed class BufferOptions
{
    internal const long MinMaxBytes = 1024 * 1024;
    internal const long MaxMaxBytes = 64L * 1024 * 1024 * 1024;

    /// <summary>Gets or sets the room for waiting activities. When it is full the newest is refused; the oldest is never given up.</summary>
    /// <value>In bytes. Default 268,435,456 (256 MiB); 1,048,576 (1 MiB) to 68,719,476,736 (64 GiB).</value>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;
}
