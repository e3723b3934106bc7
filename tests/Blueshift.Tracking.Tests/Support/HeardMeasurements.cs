using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Listens to the meters of one factory, as a host's metrics do.</summary>
internal sealed class HeardMeasurements : IDisposable
{
    private const string Prefix = "blueshift.tracking.";

    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _tags = [];
    private readonly SortedSet<string> _values = new(StringComparer.Ordinal);

    public HeardMeasurements(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                Assert.StartsWith(Prefix, instrument.Name);
                _instruments.Add(instrument.Name[Prefix.Length..], instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Gets the sum of all that was heard.</summary>
    public double Sum { get; private set; }

    public void ReadGauges() => _listener.RecordObservableInstruments();

    /// <summary>Gets name, kind, unit and tags of each instrument.</summary>
    public IEnumerable<string> Lines() =>
        _instruments.Select(named =>
            string.Join(" | ", named.Key, Kind(named.Value), named.Value.Unit ?? "", Tags(named.Key))
        );

    /// <summary>Gets the values of each tag of each instrument.</summary>
    public IEnumerable<string> Values() => _values;

    public void Dispose() => _listener.Dispose();

    private static string Kind(Instrument instrument) =>
        instrument switch
        {
            Counter<long> => "counter",
            Histogram<double> => "histogram",
            ObservableGauge<double> => "gauge",
            _ => instrument.GetType().Name,
        };

    private string Tags(string instrument) =>
        _tags.TryGetValue(instrument, out var tags) ? string.Join(", ", tags) : "";

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Sum += value;
        var name = instrument.Name[Prefix.Length..];
        foreach (var (key, tag) in tags)
        {
            _tags.TryAdd(name, new SortedSet<string>(StringComparer.Ordinal));
            _tags[name].Add(key);
            _values.Add($"{name} {key}={tag}");
        }
    }
}
