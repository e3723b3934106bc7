using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>A disk that is really full, not one that says so.</summary>
[TestClass]
public sealed class FullDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<TrackResult> _results = [];

    private IEnumerable<string> Recorded =>
        _results.Where(result => result.IsRecorded).Select(result => $"{result.ActivityId}");

    [TestMethod]
    public async Task A_full_disk_is_told_delivers_what_it_has_and_records_again_when_there_is_room()
    {
        using var disk = SmallDisk.TryMount();
        if (disk is null)
        {
            Assert.Inconclusive("A disk of its own needs the right to mount (root, on Linux).");
        }
        using var endpoint = await RunningEndpoint.StartAsync();
        endpoint.Process.SwitchOff();
        await using var application = new Application(options =>
        {
            endpoint.Configure(options);
            options.Buffer.Folder = disk.Path;
            options.Buffer.MinFreeDiskBytes = 0;
        });

        await TrackUntilRefusedAsync(application, disk);
        Assert.AreEqual(RefusalReason.DiskFull, _results[^1].RefusalReason);
        Assert.Contains("(NoSpace)", await application.LoggedAsync(1040));

        await endpoint.Process.StartAsync(CancellationToken.None);
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience), "A full disk does not hold delivery up.");
        disk.MakeRoom();
        _results.AddRange(await application.TrackAsync(50_000, 100));
        Assert.IsTrue(_results[^1].IsRecorded, "With room it records again.");
        Assert.IsTrue(await application.Tracker.FlushAsync(Patience));

        Assert.AreSequenceEqual(
            Recorded.Order(StringComparer.Ordinal),
            endpoint.StoredIds().Order(StringComparer.Ordinal)
        );
    }

    private async Task TrackUntilRefusedAsync(Application application, SmallDisk disk)
    {
        _results.AddRange(await application.TrackAsync(0, 200));
        disk.Fill();
        // The last page of a file has room for a few more.
        for (var number = 1000; number < 1100 && _results[^1].IsRecorded; number++)
        {
            _results.Add(await application.Tracker.TrackAsync(UserActivity.Created(Application.User(number))));
        }
        _results.AddRange(await application.TrackAsync(2000, 3000));
    }
}
