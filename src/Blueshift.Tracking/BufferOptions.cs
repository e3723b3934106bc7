namespace Blueshift.Tracking;

/// <summary>Holds the settings of the buffer in which activities wait.</summary>
public sealed class BufferOptions
{
    internal const long MinMaxBytes = 1024 * 1024;
    internal const long MaxMaxBytes = 64L * 1024 * 1024 * 1024;
    internal static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinAppendTimeout = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxAppendTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the folder in which activities wait, sealed.</summary>
    /// <value>
    /// Default none: <c>STATE_DIRECTORY</c>, else per-user application data outside containers, on Windows also the machine's
    /// program data. An absolute path on a volume that outlives the process; it is made if it is missing.
    /// </value>
    public string? Folder { get; set; }

    /// <summary>Gets or sets the path of a file with the key-encryption key, for example a secret mount.</summary>
    /// <value>Default none: a key is made once in the buffer's own folder. An absolute path of a file of exactly 32 bytes.</value>
    public string? KeyFile { get; set; }

    /// <summary>Gets or sets the room for waiting activities. When it is full the newest is refused; the oldest is never given up.</summary>
    /// <value>In bytes. Default 268,435,456 (256 MiB); 1,048,576 (1 MiB) to 68,719,476,736 (64 GiB).</value>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Gets or sets how much of the disk is left to others. Below it activities are refused.</summary>
    /// <value>In bytes. Default 104,857,600 (100 MiB); 0 or more.</value>
    public long MinFreeDiskBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Gets or sets after which age a waiting activity is given up.</summary>
    /// <value>Default none: it waits for as long as it takes. 1 hour or more.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Gets or sets after which age a dead letter is given up.</summary>
    /// <value>Default 90 days; 1 hour or more.</value>
    public TimeSpan DeadLetterMaxAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets what a recorded activity survives.</summary>
    /// <value>Default <see cref="BufferDurability.PowerLoss"/>.</value>
    public BufferDurability Durability { get; set; } = BufferDurability.PowerLoss;

    /// <summary>Gets or sets how long a caller waits for the disk before the activity is refused.</summary>
    /// <value>Default 10 seconds; 1 second to 1 minute.</value>
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets whether the host called <see cref="UserActivityTrackingBuilder.UseDataProtection"/>.</summary>
    internal bool UsesDataProtection { get; set; }

    /// <summary>Gets or sets whether activities wait in the host's database, so that no folder is needed.</summary>
    internal bool UsesOutbox { get; set; }
}
