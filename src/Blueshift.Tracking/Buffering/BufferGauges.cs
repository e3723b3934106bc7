using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Buffering;

/// <summary>Shows a buffer's counters as gauges.</summary>
internal static class BufferGauges
{
    public static void Add(TrackingMeter meter, IActivityBuffer buffer, TimeProvider timeProvider)
    {
        Count("activities.waiting", "{activity}", "Activities not settled, with parked ones.", s => s.Waiting);
        Count("dead_letters", "{activity}", "Activities kept as dead letters.", s => s.DeadLetters);
        Count("buffer.size", "By", "Bytes in the buffer.", s => s.Bytes);
        Count("buffer.limit", "By", "Bytes that the buffer may hold.", s => s.BytesLimit);
        Age("oldest.age", "Age of the oldest waiting activity; 0 when none waits.", s => s.OldestWaiting);
        // Before the first one it is the time since the start, so that an alert on it also finds who never delivered.
        var began = timeProvider.GetUtcNow();
        Age(
            "acknowledgement.age",
            "Time since the endpoint last took an activity, or since the start.",
            s => s.LastAcknowledged ?? began
        );

        void Count(string name, string unit, string description, Func<BufferState, long> read) =>
            meter.Gauge(name, unit, description, () => read(buffer.GetState()));

        void Age(string name, string description, Func<BufferState, DateTimeOffset?> read) =>
            meter.Gauge(
                name,
                "s",
                description,
                () => read(buffer.GetState()) is { } since ? (timeProvider.GetUtcNow() - since).TotalSeconds : 0
            );
    }
}
