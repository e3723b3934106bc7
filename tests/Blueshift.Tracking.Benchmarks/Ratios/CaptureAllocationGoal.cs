using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F6a: what a capture allocates beside the caller's own objects, on all threads.</summary>
internal sealed class CaptureAllocationGoal : IRatioGoal
{
    private const int SingleCalls = 2_000;
    private const int BulkCount = 100_000;
    private const int WarmUps = 2;

    public string Id => "F6a";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        var activities = People.Make(BulkCount);
        var single = new List<double>();
        var bulk = new List<double>();
        for (var index = -WarmUps; index < settings.Rounds; index++)
        {
            var one = await Task.Run(() => SingleAsync(tracked.Tracker, activities));
            var many = await Task.Run(() => BulkAsync(tracked.Tracker, activities));
            if (index >= 0)
            {
                single.Add(one);
                bulk.Add(many);
            }
        }
        return
        [
            RatioRow.ByOurs(Id, "single capture", "B/activity", single, Target.AtMost(200)),
            RatioRow.ByOurs(Id, "bulk capture", "B/activity", bulk, Target.AtMost(32)),
        ];
    }

    private static async Task<double> SingleAsync(IUserActivityTracker tracker, UserActivity[] activities)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var index = 0; index < SingleCalls; index++)
        {
            Recorded.Check(await tracker.TrackAsync(activities[index]));
        }
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)SingleCalls;
    }

    private static async Task<double> BulkAsync(IUserActivityTracker tracker, UserActivity[] activities)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var results = await tracker.TrackAsync(activities);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Recorded.Check(results);
        return allocated / (double)BulkCount;
    }
}
