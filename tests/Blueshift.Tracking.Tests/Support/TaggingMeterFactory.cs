using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes meters that a test's own listener can tell from those of other tests.</summary>
internal sealed class TaggingMeterFactory(string tag) : IMeterFactory
{
    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Tags = [KeyValuePair.Create<string, object?>("test", tag)];
        return new Meter(options);
    }

    public void Dispose()
    {
        // The library disposes its meter.
    }
}
