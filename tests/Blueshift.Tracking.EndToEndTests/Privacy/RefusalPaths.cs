using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody is refused, or a programming error throws; the caller is told why.</summary>
internal static class RefusalPaths
{
    public static IEnumerable<CanaryPath> All =>
        [
            new("refused and thrown: the buffer is full", BufferFullAsync),
            new("refused: the disk is full", run => RefusedAsync(run, RefusalReason.DiskFull, LeaveNoRoom)),
            new("refused: no key at hand", run => RefusedAsync(run, RefusalReason.KeyUnavailable, register: Failing)),
            new("refused: the disk failed", StorageFaultAsync),
            new("refused: the disk did not answer", StorageTimeoutAsync),
            new("refused: stopped", StoppedAsync),
            new("cancelled", CancelledAsync),
            new("programming errors", ProgrammingErrorsAsync),
            new("faulty settings that hold secrets", FaultySettingsAsync),
        ];

    private static async Task BufferFullAsync(CanaryRun run)
    {
        var application = run.Start(
            CanaryRun.Nowhere,
            root: null,
            options =>
            {
                options.Buffer.MaxBytes = 1024 * 1024;
                options.FailureMode = FailureMode.Throw;
            }
        );
        var many = Canary.Users(Math.Max(run.People.Count, 4000)).Select(UserActivity.Created).ToList();

        await application.ThrowsAsync<UserActivityRefusedException>(() =>
            application.Tracker.TrackAsync(many).AsTask()
        );
        await application.ThrowsAsync<UserActivityRefusedException>(() =>
            application.Tracker.TrackAsync(many[0]).AsTask()
        );
        await run.Watch.Logs.LoggedAsync(1030);
    }

    private static async Task RefusedAsync(
        CanaryRun run,
        RefusalReason reason,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null
    )
    {
        var application = run.Start(CanaryRun.Nowhere, root: null, change, register);

        var results = await application.TrackAsync(run.People);

        Assert.IsTrue(results.All(result => result.RefusalReason == reason));
        await run.Watch.Logs.LoggedAsync(1030);
    }

    private static void LeaveNoRoom(UserActivityTrackingOptions options) => options.Buffer.MinFreeDiskBytes = 1L << 60;

    private static void Failing(UserActivityTrackingBuilder builder) =>
        builder.Services.AddSingleton<IJournalKeyProvider>(new OddKeyProvider());

    private static async Task StorageFaultAsync(CanaryRun run)
    {
        using var disk = new FailingFileSystem(new DiskFileSystem());
        var application = StartOn(run, disk);
        await application.TrackAsync(run.People);

        disk.Fails = true;
        var results = await application.TrackAsync(run.People);

        Assert.AreEqual(
            RefusalReason.StorageFault,
            Assert.ContainsSingle(results.Select(result => result.RefusalReason).Distinct())
        );
        await run.Watch.Logs.LoggedAsync(1040);
        disk.Fails = false;
        await run.StopAsync();
    }

    private static async Task StorageTimeoutAsync(CanaryRun run)
    {
        using var disk = new FailingFileSystem(new DiskFileSystem());
        var application = StartOn(run, disk);
        await application.TrackAsync(run.People);

        disk.Hang();
        // Until then no time passes, in which the key could be too slow.
        var tracking = await run.Clock.HoldAsync(async () =>
        {
            var call = Task.Run(() =>
                application.Tracker.TrackAsync(run.People.Select(UserActivity.Deactivated)).AsTask()
            );
            await disk.Hanging;
            return new { Call = call };
        });
        while (!tracking.Call.IsCompleted)
        {
            await run.Clock.PassAsync(CanaryRun.AppendTimeout);
        }
        var results = await tracking.Call;
        disk.GoOn();

        Assert.AreEqual(
            RefusalReason.StorageTimeout,
            Assert.ContainsSingle(results.Select(result => result.RefusalReason).Distinct())
        );
        application.Look(results);
        await run.StopAsync();
    }

    private static CanaryApplication StartOn(CanaryRun run, FailingFileSystem disk) =>
        run.Start(
            CanaryRun.Nowhere,
            root: null,
            register: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IFileSystem>(disk))
        );

    private static async Task StoppedAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        var tracker = application.Tracker;
        await application.TrackAsync(run.People);
        await application.DisposeAsync();

        var results = await tracker.TrackAsync(run.People.Select(UserActivity.Deleted));

        Assert.IsTrue(results.All(result => result.RefusalReason == RefusalReason.Stopped));
        application.Look(results);
    }

    private static async Task CancelledAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        var all = run.People.Select(UserActivity.Created).ToList();
        var cancelled = new CancellationToken(canceled: true);

        await application.ThrowsAsync<OperationCanceledException>(() =>
            application.Tracker.TrackAsync(all, cancelled).AsTask()
        );
        await application.ThrowsAsync<OperationCanceledException>(() =>
            application.Tracker.TrackAsync(all[0], cancelled).AsTask()
        );
    }

    private static async Task ProgrammingErrorsAsync(CanaryRun run)
    {
        var application = run.Start(CanaryRun.Nowhere, root: null);
        var tracker = application.Tracker;
        var activity = UserActivity.Created(run.People[0]);

        await application.ThrowsAsync<ArgumentException>(() => Task.FromResult(Tracked(Canary.LongKey)));
        await application.ThrowsAsync<ArgumentException>(() => Task.FromResult(Tracked(" ")));
        await application.ThrowsAsync<ArgumentException>(() => Task.FromResult(activity.WithId(Guid.Empty)));
        await application.ThrowsAsync<ArgumentException>(() => Task.FromResult(activity.At(new DateTime(2026, 1, 1))));
        await application.ThrowsAsync<ArgumentException>(() => tracker.TrackAsync([activity, null!]).AsTask());
        await application.ThrowsAsync<ArgumentException>(() => Task.FromResult(PersonQuery.ByEmail(" ")));
        await application.ThrowsAsync<ArgumentException>(() => tracker.FlushAsync(TimeSpan.FromDays(-1)).AsTask());

        TrackedUser Tracked(string key) =>
            new()
            {
                Key = key,
                FirstName = run.People[0].FirstName,
                LastName = run.People[0].LastName,
                Email = run.People[0].Email,
            };
    }

    private static async Task FaultySettingsAsync(CanaryRun run)
    {
        var secret = Canary.Marks["API key"];
        var bad = Canary.ApiKey[..^1] + (Canary.ApiKey[^1] == '0' ? '1' : '0');
        foreach (
            var (setting, value) in new[]
            {
                ("Credential:ApiKey", bad),
                ("Credential:ApiKey", secret),
                ("Credential:ApiKeyFile", run.Write("key.txt", bad)),
                ("Endpoint", $"https://user:{secret}@tracking.example"),
                ("Endpoint", $"https://tracking.example/?key={secret}"),
                ("Proxy", $"socks5://user:{secret}@proxy.example"),
                ("Delivery:Linger", secret),
            }
        )
        {
            var settings = new Dictionary<string, string?> { ["UserActivityTracking:" + setting] = value };
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
            var application = run.Start(
                CanaryRun.Nowhere,
                root: null,
                options => options.Credential.ApiKey = setting.StartsWith("Credential") ? null : Canary.ApiKey,
                builder => builder.Services.AddUserActivityTracking(configuration)
            );
            await application.ThrowsAsync<OptionsValidationException>(() => Task.FromResult(application.Tracker));
        }
    }
}
