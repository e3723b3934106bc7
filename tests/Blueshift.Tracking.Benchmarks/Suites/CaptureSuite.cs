using BenchmarkDotNet.Attributes;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Benchmarks.Suites;

/// <summary>Encoding one activity.</summary>
public class CaptureSuite
{
    private readonly ActivityScratch _scratch = new();
    private readonly UserActivity _activity = People.Make(1)[0];
    private readonly ActivityEncoder _encoder = new(Options(), TimeProvider.System);

    [Benchmark]
    public int Encode()
    {
        _scratch.Activities.Clear();
        _encoder.Encode(_activity, _scratch);
        return _scratch.Activities.Records.Length;
    }

    [GlobalCleanup]
    public void Cleanup() => _scratch.Dispose();

    private static UserActivityTrackingOptions Options()
    {
        var options = new UserActivityTrackingOptions();
        TrackingSetup.For("/")(options);
        return options;
    }
}
