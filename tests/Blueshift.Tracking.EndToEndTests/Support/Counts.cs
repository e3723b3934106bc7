using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Reads the library's metrics as a host's own listener does.</summary>
internal sealed class Counts : IDisposable
{
    private const string Prefix = "blueshift.tracking.";

    private readonly ConcurrentDictionary<string, long> _sums = [];
    private readonly ConcurrentDictionary<string, long> _gauges = [];
    private readonly MeterListener _listener = new();

    /// <param name="meters">Whose meters are read; those of other applications of the process are not.</param>
    public Counts(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value)
        );
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => _gauges[instrument.Name] = (long)value
        );
        _listener.Start();
    }

    /// <summary>Gets the sum of a counter over all its tags.</summary>
    public long Sum(string counter) => _sums.GetValueOrDefault(Prefix + counter);

    /// <summary>Asserts what holds in every process, and what holds of a buffer that this one began.</summary>
    public void AssertIdentities(string message)
    {
        _listener.RecordObservableInstruments();
        Assert.AreEqual(
            Sum("activities.captured") + Sum("activities.late"),
            Sum("activities.recorded") + Sum("activities.refused"),
            $"captured + late = recorded + refused; {message}"
        );
        Assert.AreEqual(
            Sum("activities.recorded"),
            Sum("activities.delivered")
                + Gauge("activities.waiting")
                + Gauge("dead_letters")
                + Sum("activities.dropped"),
            $"recorded = delivered + waiting + dead letters + dropped; {message}"
        );
    }

    public void Dispose() => _listener.Dispose();

    private long Gauge(string name) =>
        _gauges.TryGetValue(Prefix + name, out var value) ? value : throw new InvalidOperationException(name);
}
