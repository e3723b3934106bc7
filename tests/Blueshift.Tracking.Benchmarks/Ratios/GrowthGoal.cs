using System.Diagnostics;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F9: what 10,000 activities cost to capture and to drain while 1,000,000 wait, against while 10,000 do.</summary>
internal sealed class GrowthGoal : IRatioGoal
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Step = 10_000;
    private const int WarmUps = 2;
    private const int BatchCount = 500;
    private const int BatchBytes = 256 * 1024;

    public string Id => "F9";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var few = new TrackedProvider(folder.Below("few"));
        await using var many = new TrackedProvider(folder.Below("many"));
        await few.FillAsync(Few);
        await many.FillAsync(Many);
        var activities = People.Make(Step);
        var captures = new List<Round>();
        var drains = new List<Round>();
        for (var index = -WarmUps; index < settings.Rounds; index++)
        {
            // What a round adds it takes away again: both keep their sizes.
            var isFewFirst = (index & 1) == 0;
            var capture = await Rounds.OnceAsync(
                isFewFirst,
                () => CaptureAsync(few, activities),
                () => CaptureAsync(many, activities)
            );
            var drain = await Rounds.OnceAsync(isFewFirst, () => DrainAsync(few), () => DrainAsync(many));
            if (index >= 0)
            {
                captures.Add(capture);
                drains.Add(drain);
            }
        }
        return
        [
            RatioRow.ByRatio(Id, "capture", "µs/activity", captures, Target.AtMost(1.15)),
            RatioRow.ByRatio(Id, "drain", "µs/activity", drains, Target.AtMost(1.15)),
        ];
    }

    private static async Task<double> CaptureAsync(TrackedProvider tracked, UserActivity[] activities)
    {
        var began = Stopwatch.GetTimestamp();
        var results = await tracked.Tracker.TrackAsync(activities);
        var time = PerActivity(began);
        Recorded.Check(results);
        return time;
    }

    private static async Task<double> DrainAsync(TrackedProvider tracked)
    {
        var began = Stopwatch.GetTimestamp();
        for (var drained = 0; drained < Step; drained += BatchCount)
        {
            var claim = await tracked.Buffer.ClaimAsync(BatchCount, BatchBytes, CancellationToken.None);
            var settlements = new Settlement[claim!.Activities.Count];
            Array.Fill(settlements, Settlement.Delivered);
            await tracked.Buffer.SettleAsync(claim, settlements, CancellationToken.None);
        }
        return PerActivity(began);
    }

    private static double PerActivity(long began) => Stopwatch.GetElapsedTime(began).TotalMicroseconds / Step;
}
