using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>Processes that are killed (SIGKILL) at any moment, on one folder, against the real endpoint.</summary>
[TestClass]
[DoNotParallelize]
public sealed class KilledProcessTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-e2e-killed-").FullName;
    private readonly Evidence _evidence = new();

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_process_killed_again_and_again_loses_nothing_doubles_nothing_and_makes_nothing_up()
    {
        var kills = Assurance.Count(slice: 5, full: 1000);
        var activities = Assurance.Count(slice: 600, full: 2000);
        var least = Assurance.Count(slice: 0, full: 1000);
        var random = new Random(20261);
        using var endpoint = await RunningEndpoint.StartAsync();
        var settings = endpoint.Environment(_folder);

        var life = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await LiveAndDieAsync(settings, life++, activities, KillPoint.Draw(random, least, activities));
            if (kill % 5 == 0)
            {
                await LiveAndDieAsync(settings, life++, activities, KillPoint.Opened);
            }
            if (kill % 20 == 19)
            {
                // Now and then one lives to its end: what waits would outgrow the buffer.
                await LiveAsync(settings, life++, activities);
            }
        }
        var stop = await LiveAsync(settings, life, activities: 0);

        var stored = endpoint.StoredIds();
        _evidence.AssertArrived(stored);
        Assert.IsGreaterThan(Math.Max(kills, kills * least), _evidence.Recorded);
        // The buffer's own counters have come through every kill.
        Assert.AreEqual((stored.Count, stored.Count, 0, 0, 0), Evidence.Counters(stop));
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Of_two_processes_on_one_folder_each_writes_its_own_journal_and_what_the_killed_one_left_is_delivered()
    {
        var rounds = Assurance.Count(slice: 3, full: 100);
        const int Activities = 400;
        var random = new Random(20262);
        using var endpoint = await RunningEndpoint.StartAsync();
        var settings = endpoint.Environment(_folder);

        for (var round = 0; round < rounds; round++)
        {
            using var survivor = TargetProcess.Start(settings, 3 * round, Activities, KillPoint.Never);
            await LiveAndDieAsync(settings, (3 * round) + 1, Activities, KillPoint.Draw(random, 0, Activities));
            await survivor.EndAsync();
            _evidence.Add(survivor);
            // A process takes in at its start what others left, and a running one every minute.
            var stop = await LiveAsync(settings, (3 * round) + 2, activities: 0);
            Assert.AreEqual(0, Evidence.Counters(stop).Waiting);
        }

        _evidence.AssertArrived(endpoint.StoredIds());
        // What is drained and told is removed, so the folder does not say how many there were.
        var sources = endpoint.Stored().Select(stored => stored.Source).Distinct().Count();
        Assert.IsGreaterThanOrEqualTo(2, sources);
    }

    private async Task LiveAndDieAsync(Dictionary<string, string> settings, int life, int activities, KillPoint point)
    {
        using var process = TargetProcess.Start(settings, life, activities, point);
        await process.KillAsync();
        _evidence.Add(process);
    }

    private async Task<string> LiveAsync(Dictionary<string, string> settings, int life, int activities)
    {
        using var process = TargetProcess.Start(settings, life, activities, KillPoint.Never);
        var stop = await process.EndAsync();
        _evidence.Add(process);
        return stop;
    }
}
