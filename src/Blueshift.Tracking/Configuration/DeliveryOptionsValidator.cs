namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting of delivery by itself.</summary>
internal static class DeliveryOptionsValidator
{
    public static IEnumerable<string?> Check(DeliveryOptions delivery) =>
        [
            OptionRange.Between("Delivery:MaxBatchCount", delivery.MaxBatchCount, 1, DeliveryOptions.MaxMaxBatchCount),
            OptionRange.Between(
                "Delivery:MaxBatchBytes",
                delivery.MaxBatchBytes,
                DeliveryOptions.MinMaxBatchBytes,
                DeliveryOptions.MaxMaxBatchBytes
            ),
            OptionRange.Between("Delivery:MaxInFlight", delivery.MaxInFlight, 1, DeliveryOptions.MaxMaxInFlight),
            OptionRange.Between("Delivery:Linger", delivery.Linger, TimeSpan.Zero, DeliveryOptions.MaxLinger),
            OptionRange.Between(
                "Delivery:RequestTimeout",
                delivery.RequestTimeout,
                DeliveryOptions.MinRequestTimeout,
                DeliveryOptions.MaxRequestTimeout
            ),
            OptionRange.Between(
                "Delivery:ShutdownTimeout",
                delivery.ShutdownTimeout,
                TimeSpan.Zero,
                DeliveryOptions.MaxShutdownTimeout
            ),
            OptionRange.Between(
                "Delivery:MaxRetryDelay",
                delivery.MaxRetryDelay,
                DeliveryOptions.MinMaxRetryDelay,
                DeliveryOptions.MaxMaxRetryDelay
            ),
            OptionRange.Defined("Delivery:Compression", delivery.Compression),
            OptionRange.Between(
                "Delivery:HeartbeatInterval",
                delivery.HeartbeatInterval,
                DeliveryOptions.MinHeartbeatInterval,
                DeliveryOptions.MaxHeartbeatInterval
            ),
        ];
}
