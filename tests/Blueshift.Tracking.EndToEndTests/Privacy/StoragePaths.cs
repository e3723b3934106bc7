using System.Security.Cryptography;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Microsoft.AspNetCore.DataProtection;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody waits on the disk, which is searched while they do, and is read by another process's life.</summary>
internal static class StoragePaths
{
    private const string OldInstance = "acme-old";

    public static IEnumerable<CanaryPath> All =>
        [
            new("waiting on the disk", run => WaitAsync(run)),
            new(
                "waiting unflushed",
                run => WaitAsync(run, options => options.Buffer.Durability = BufferDurability.ProcessCrash)
            ),
            new("waiting under a key file", run => WaitAsync(run, options => options.Buffer.KeyFile = KeyFile(run))),
            new("waiting under the host's Data Protection", DataProtectionAsync),
            new("damaged on the disk", DamagedAsync),
            new("torn at the end", TornAsync),
            new("sealed under a key that is gone", KeyGoneAsync),
            new("expired", ExpiredAsync),
            new("moved from another instance", MovedAsync),
            new("foreign and kept", ForeignAsync),
            new("left by a sibling", SiblingAsync),
        ];

    private static async Task WaitAsync(
        CanaryRun run,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null
    )
    {
        await LeaveAsync(run, change, register);

        var endpoint = await run.StartEndpointAsync();
        await CanaryRun.SettleAsync(run.Start(endpoint, change, register));
        run.AssertSent(endpoint);
    }

    private static string KeyFile(CanaryRun run)
    {
        var path = run.Write("key", "");
        File.WriteAllBytes(path, SHA256.HashData("a key of the host"u8));
        return path;
    }

    private static Task DataProtectionAsync(CanaryRun run)
    {
        var ring = new EphemeralDataProtectionProvider();
        return WaitAsync(
            run,
            register: builder =>
            {
                builder.Services.AddSingleton<IDataProtectionProvider>(ring);
                builder.UseDataProtection();
            }
        );
    }

    private static async Task DamagedAsync(CanaryRun run)
    {
        await LeaveAsync(run);
        await using (var segment = File.OpenWrite(Segment(run)))
        {
            // Within the first of several frames.
            segment.Position = 400;
            segment.Write([0xFF, 0xFE, 0xFD]);
        }

        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint);
        await CanaryRun.SettleAsync(application);
        await run.Watch.Logs.LoggedAsync(1026);
        Assert.IsNotEmpty(Directory.GetFiles(run.Folder, "*.seg", SearchOption.AllDirectories).Where(IsQuarantined));
        Assert.IsGreaterThan(0, endpoint.Count);

        static bool IsQuarantined(string path) => path.Contains("quarantine", StringComparison.Ordinal);
    }

    private static async Task TornAsync(CanaryRun run)
    {
        await LeaveAsync(run);
        await using (var segment = File.OpenWrite(Segment(run)))
        {
            segment.SetLength(segment.Length - 100);
        }

        var endpoint = await run.StartEndpointAsync();
        await CanaryRun.SettleAsync(run.Start(endpoint));
        Assert.IsGreaterThan(0, endpoint.Count);
    }

    private static async Task KeyGoneAsync(CanaryRun run)
    {
        await LeaveAsync(run);
        var key = Directory
            .GetFiles(run.Folder, "*.key", SearchOption.AllDirectories)
            .Single(path => path.Contains("keys/"));
        var kept = await File.ReadAllBytesAsync(key);
        await File.WriteAllBytesAsync(key, SHA256.HashData("another key"u8));

        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint);
        application.Look(await application.Privacy.FindAsync(PersonQuery.ByKey(run.People[0].Key)));
        await run.Watch.Logs.LoggedAsync(1044);
        await application.DisposeAsync();

        await File.WriteAllBytesAsync(key, kept);
        // What an earlier process recorded is no part of what this one flushes.
        await CanaryRun.SettleAsync(run.Start(endpoint));
        await endpoint.UntilAsync(run.IsSent);
        run.AssertSent(endpoint);
    }

    private static async Task ExpiredAsync(CanaryRun run)
    {
        await LeaveAsync(run);
        await run.Clock.PassAsync(TimeSpan.FromHours(2));

        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint, options => options.Buffer.MaxAge = TimeSpan.FromHours(1));
        await CanaryRun.SettleAsync(application);

        Assert.AreEqual(run.People.Count, application.Counts.Sum("activities.dropped"));
    }

    private static async Task MovedAsync(CanaryRun run)
    {
        await LeaveAsync(run, options => options.ClientInstanceId = OldInstance);

        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint, options => options.MoveWaiting = $"{OldInstance}@localhost");
        await application.Tracker.FlushAsync(TimeSpan.Zero);
        await application.Counts.WhenAsync("activities.delivered", run.People.Count);
        run.AssertSent(endpoint);
    }

    private static async Task ForeignAsync(CanaryRun run)
    {
        await LeaveAsync(
            run,
            options => options.ClientInstanceId = "acme-prod",
            endpoint: new Uri("https://127.0.0.1:1")
        );

        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint);
        await application.Tracker.FlushAsync(TimeSpan.Zero);
        await run.Watch.Logs.LoggedAsync(1046);
        Assert.AreEqual(0, endpoint.Count);
    }

    private static async Task SiblingAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        var sibling = run.Start(CanaryRun.Nowhere, root: null);
        await sibling.TrackAsync(run.People);
        var application = run.Start(endpoint);
        await application.Tracker.FlushAsync(TimeSpan.Zero);
        application.Look(await application.Privacy.FindAsync(PersonQuery.ByKey(run.People[0].Key)));

        await sibling.DisposeAsync();
        // How often it is looked for what siblings left.
        await run.Clock.PassAsync(CanaryRun.AppendTimeout);
        await application.Counts.WhenAsync("activities.delivered", run.People.Count);
    }

    // What the host was told is recorded lies on the disk alone when this returns.
    private static async Task LeaveAsync(
        CanaryRun run,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null,
        Uri? endpoint = null
    )
    {
        var application = run.Start(endpoint ?? CanaryRun.Nowhere, root: null, change, register);
        var results = await application.TrackAsync(run.People);
        Assert.IsTrue(results.All(result => result.IsRecorded));
        await application.DisposeAsync();
        run.Watch.Files(run.Folder);
    }

    private static string Segment(CanaryRun run) =>
        Directory.GetFiles(run.Folder, "*.seg", SearchOption.AllDirectories).Single(path => path.Contains("/log/"));
}
