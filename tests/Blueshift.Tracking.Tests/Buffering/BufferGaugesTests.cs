using System.Diagnostics.Metrics;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
public sealed class BufferGaugesTests
{
    [TestMethod]
    public async Task Ages_are_those_of_what_waits_and_of_the_last_acknowledgement()
    {
        var transport = new ScriptedTransport();
        var answer = new TaskCompletionSource();
        transport.Gate = answer.Task;
        await using var host = new TrackingHost(transport);
        var start = host.State;
        using var oldest = Gauge(host, "oldest.age");
        using var acknowledged = Gauge(host, "acknowledgement.age");
        Assert.IsNull(start.OldestWaiting);
        Assert.AreEqual(0, Read(oldest), "Nothing waits.");

        await host.Tracker.TrackAsync(Some.Activity());
        await transport.NextAsync();
        host.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.AreEqual((20, 20), (Read(oldest), Read(acknowledged)), "Never acknowledged counts from the start.");

        answer.SetResult();
        await host.FlushAsync();
        host.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.AreEqual((0, 7), (Read(oldest), Read(acknowledged)));
    }

    private static MetricCollector<double> Gauge(TrackingHost host, string name) =>
        new(host.Get<IMeterFactory>(), "Blueshift.Tracking", "blueshift.tracking." + name);

    private static double Read(MetricCollector<double> gauge)
    {
        gauge.RecordObservableInstruments();
        return gauge.LastMeasurement!.Value;
    }
}
