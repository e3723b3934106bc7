using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Is this library as a client to measure: bulk calls of 1,000, durable and sealed before each returns.</summary>
internal static class TrackingClient
{
    private const int CallCount = 1_000;

    public static async Task<double[]> RunAsync(string[] args)
    {
        var setup = DeliverySetup.Read(args);
        await using var tracked = new TrackedProvider(options =>
        {
            TrackingSetup.For(setup.Folder, setup.Endpoint, setup.Roots)(options);
            options.Delivery.Compression = setup.Compress ? DeliveryCompression.Gzip : DeliveryCompression.None;
        });
        return await DeliveryRun.MeasureAsync(
            setup,
            async activities =>
            {
                for (var index = 0; index < activities.Count; index += CallCount)
                {
                    Recorded.Check(await tracked.Tracker.TrackAsync(activities.Slice(index, CallCount)));
                }
            }
        );
    }
}
