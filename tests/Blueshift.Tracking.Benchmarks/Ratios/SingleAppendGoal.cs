using System.Diagnostics;
using System.Security.Cryptography;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F1: one caller after another, each activity durable and sealed, against appending and flushing as many bytes.</summary>
internal sealed class SingleAppendGoal : IRatioGoal
{
    private const int Calls = 400;

    public string Id => "F1";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        using var file = new FloorFile(folder.Below("floor"));
        var activities = People.Make(Calls);
        var frame = RandomNumberGenerator.GetBytes(FrameHeader.Overhead + tracked.EncodedLength(activities.Take(1)));
        var rounds = await Rounds.AlternateAsync(
            settings.Rounds,
            () => Task.FromResult(Floor(file, frame)),
            () => OursAsync(tracked.Tracker, activities)
        );
        return [RatioRow.ByRatio(Id, "one caller after another, p50", "µs", rounds, Target.AtMost(1.15))];
    }

    private static double Floor(FloorFile file, byte[] frame)
    {
        var times = new double[Calls];
        for (var index = 0; index < Calls; index++)
        {
            var began = Stopwatch.GetTimestamp();
            file.Append(frame);
            file.Flush();
            times[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
        return Rounds.Median(times);
    }

    private static async Task<double> OursAsync(IUserActivityTracker tracker, UserActivity[] activities)
    {
        var times = new double[Calls];
        for (var index = 0; index < Calls; index++)
        {
            var began = Stopwatch.GetTimestamp();
            var result = await tracker.TrackAsync(activities[index]);
            times[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            Recorded.Check(result);
        }
        return Rounds.Median(times);
    }
}
