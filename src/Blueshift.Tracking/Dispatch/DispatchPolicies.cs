using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Holds what the loop asks before it acts.</summary>
internal sealed class DispatchPolicies
{
    public DispatchPolicies(
        UserActivityTrackingOptions options,
        FlushRequests flush,
        Func<double> random,
        TimeProvider timeProvider
    )
    {
        Sizes = new BatchSizePolicy(options);
        Schedule = new DeliverySchedule(options.Delivery.MaxRetryDelay, random);
        MaxInFlight = options.Delivery.MaxInFlight;
        Linger = options.Delivery.Linger;
        ShutdownTimeout = options.Delivery.ShutdownTimeout;
        Flush = flush;
        TimeProvider = timeProvider;
    }

    public BatchSizePolicy Sizes { get; }

    public DeliverySchedule Schedule { get; }

    public int MaxInFlight { get; }

    public TimeSpan Linger { get; }

    public TimeSpan ShutdownTimeout { get; }

    public FlushRequests Flush { get; }

    public TimeProvider TimeProvider { get; }
}
