using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Reads the library's metrics as a host's own listener does.</summary>
internal sealed class Counts : IDisposable
{
    private const string Prefix = "blueshift.tracking.";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _sums = [];
    private readonly List<(string Name, long Sum, TaskCompletionSource Reached)> _waiters = [];
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
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => _gauges[instrument.Name] = (long)value
        );
        _listener.Start();
    }

    /// <summary>Gets the sum of a counter over all its tags.</summary>
    public long Sum(string counter)
    {
        lock (_lock)
        {
            return _sums.GetValueOrDefault(Prefix + counter);
        }
    }

    /// <summary>Waits until the sum of a counter has come to a number.</summary>
    public Task WhenAsync(string counter, long sum)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((Prefix + counter, sum, reached));
            Wake();
            return reached.Task;
        }
    }

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

    private void Add(string name, long value)
    {
        lock (_lock)
        {
            _sums[name] = _sums.GetValueOrDefault(name) + value;
            Wake();
        }
    }

    private void Wake()
    {
        foreach (var (name, sum, reached) in _waiters)
        {
            if (_sums.GetValueOrDefault(name) >= sum)
            {
                reached.TrySetResult();
            }
        }
    }

    private long Gauge(string name) =>
        _gauges.TryGetValue(Prefix + name, out var value) ? value : throw new InvalidOperationException(name);
}
