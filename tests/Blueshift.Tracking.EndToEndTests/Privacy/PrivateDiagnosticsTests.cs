using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>
/// What .NET writes for those who debug its own networking, when somebody listens: event sources whose names begin with
/// Private.InternalDiagnostics. The library cannot keep a value out of them; docs/privacy.md says so, and these tests hold it to the truth.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class PrivateDiagnosticsTests
{
    private const string Security = "event, Private.InternalDiagnostics.System.Net.Security/DumpBuffer";
    private const string Http = "event, Private.InternalDiagnostics.System.Net.Http/HandlerMessage";

    // A process of its own: what is seen is this side's alone.
    private static RunningEndpoint s_endpoint = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        s_endpoint = await RunningEndpoint.StartAsync();
    }

    [ClassCleanup]
    public static void Stop() => s_endpoint.Dispose();

    [TestMethod]
    [DataRow(DeliveryCompression.None, "")]
    [DataRow(DeliveryCompression.Gzip, " (inflated)")]
    public async Task They_show_what_is_about_to_be_encrypted(DeliveryCompression compression, string how)
    {
        var hits = await HitsAsync(
            options =>
            {
                s_endpoint.Configure(options);
                options.Delivery.Compression = compression;
                // The beginning of each buffer alone is shown, so of many requests some of theirs.
                options.Delivery.MaxBatchCount = 4;
            },
            CanaryRun.SettleAsync
        );

        Assert.AreSequenceEqual([Security + how], hits.Select(hit => hit[..hit.LastIndexOf(':')]).Distinct());
    }

    [TestMethod]
    public async Task They_show_the_API_key()
    {
        var hits = await HitsAsync(
            options =>
            {
                s_endpoint.Configure(options);
                options.Credential.ApiKey = Canary.ApiKey;
            },
            application => application.Counts.WhenAsync("delivery.attempts", 1)
        );

        Assert.AreSequenceEqual([$"{Http}: API key in UTF-8", $"{Security}: API key in UTF-8"], hits);
    }

    private static async Task<IReadOnlyList<string>> HitsAsync(
        Action<UserActivityTrackingOptions> configure,
        Func<CanaryApplication, Task> untilAsync
    )
    {
        using var events = new EventWatch(EventWatch.IsPrivate);
        await using var run = new CanaryRun(100, events);
        var application = run.Start(s_endpoint.Process.Ingest, s_endpoint.Process.RootFile, configure);
        // In one call: whoever is sent alone makes a body that is too small to be compressed.
        await application.TrackAsync(run.People, UserActivity.Created);
        await untilAsync(application);
        await run.StopAsync();
        return run.Watch.Search.Hits;
    }
}
