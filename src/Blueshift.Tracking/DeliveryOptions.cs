namespace Blueshift.Tracking;

/// <summary>Holds the settings of delivery. The defaults suit every host; they are here for proxies with limits of their own.</summary>
public sealed class DeliveryOptions
{
    internal const int MaxMaxBatchCount = 500;
    internal const int MinMaxBatchBytes = 32 * 1024;
    internal const int MaxMaxBatchBytes = 256 * 1024;
    internal const int MaxMaxInFlight = 4;
    internal static readonly TimeSpan MaxLinger = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MinRequestTimeout = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan MaxRequestTimeout = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan MaxShutdownTimeout = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan MinMaxRetryDelay = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan MaxMaxRetryDelay = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinHeartbeatInterval = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MaxHeartbeatInterval = TimeSpan.FromHours(24);

    /// <summary>Gets or sets the most activities that one request carries.</summary>
    /// <value>Default 500; 1 to 500.</value>
    public int MaxBatchCount { get; set; } = MaxMaxBatchCount;

    /// <summary>Gets or sets the most bytes that one request carries, before compression.</summary>
    /// <value>In bytes. Default 262,144 (256 KiB); 32,768 (32 KiB) to 262,144.</value>
    public int MaxBatchBytes { get; set; } = MaxMaxBatchBytes;

    /// <summary>Gets or sets the most requests that are on their way at once while the endpoint is well; one while it is not.</summary>
    /// <value>Default 2; 1 to 4.</value>
    public int MaxInFlight { get; set; } = 2;

    /// <summary>Gets or sets how long the first waiting activity waits for company before a request goes out.</summary>
    /// <value>Default 1 second; zero to 1 minute. What fills a batch already, and a flush, do not wait.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the deadline of one exchange, from connecting (10 seconds of it at most) to the last byte of the answer.</summary>
    /// <value>Default 30 seconds; 5 seconds to 5 minutes.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a stopping host waits for what is still to be delivered.</summary>
    /// <value>Default 3 seconds; zero to 30 seconds. With the endpoint away it does not wait.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets the longest wait between two tries while the endpoint cannot be reached.</summary>
    /// <value>Default 5 minutes; 10 seconds to 1 hour. Each wait is drawn between half and the whole of it.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how request bodies over 1 KiB are compressed.</summary>
    /// <value>Default <see cref="DeliveryCompression.Gzip"/>.</value>
    public DeliveryCompression Compression { get; set; } = DeliveryCompression.Gzip;

    /// <summary>
    /// Gets or sets how long after one heartbeat, which says how delivery is doing and names no person, the next is sent. What the
    /// endpoint asks for counts more, and a change is told within a minute.
    /// </summary>
    /// <value>Default 15 minutes; 1 minute to 24 hours. Each wait is drawn within a tenth of it.</value>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMinutes(15);
}
