using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Searches every measurement of every meter of the process: names, tags and values.</summary>
internal sealed class MeterWatch : IDisposable
{
    private readonly CanarySearch _search;
    private readonly MeterListener _listener = new();

    public MeterWatch(CanarySearch search)
    {
        _search = search;
        _listener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _listener.SetMeasurementEventCallback<byte>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<short>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<int>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<long>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<float>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<double>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.SetMeasurementEventCallback<decimal>((one, value, tags, _) => Look(one, $"{value}", tags));
        _listener.Start();
    }

    /// <summary>Reads the gauges.</summary>
    public void Read() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Look(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var which = $"{instrument.Meter.Name}/{instrument.Name}";
        _search.Text("metric", which, $"{instrument.Name} {instrument.Description} {instrument.Unit} {value}");
        foreach (var (name, tag) in tags)
        {
            _search.Text("metric", $"{which} {name}", $"{name}={tag}");
        }
    }
}
