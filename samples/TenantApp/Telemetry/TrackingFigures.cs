using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TenantApp.Telemetry;

/// <summary>Adds up what the tracking library counts in this process, so that an administrator sees it at <c>/tracking</c>.</summary>
public sealed class TrackingFigures : IDisposable
{
    private const string Prefix = "blueshift.tracking.";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _gauges = new(StringComparer.Ordinal);

    public TrackingFigures()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Blueshift.Tracking")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => _counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value)
        );
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => _gauges[instrument.Name] = (long)value
        );
        _listener.Start();
    }

    /// <summary>Reads what was counted since the process began, and what waits and is kept as dead letters now. Numbers only.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        _listener.RecordObservableInstruments();
        return new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["recorded"] = Count("activities.recorded"),
            ["refused"] = Count("activities.refused"),
            ["delivered"] = Count("activities.delivered"),
            ["dropped"] = Count("activities.dropped"),
            ["waiting"] = Gauge("activities.waiting"),
            ["deadLetters"] = Gauge("dead_letters"),
        };
    }

    public void Dispose() => _listener.Dispose();

    private long Count(string name) => _counts.GetValueOrDefault(Prefix + name);

    private long Gauge(string name) => _gauges.GetValueOrDefault(Prefix + name);
}
