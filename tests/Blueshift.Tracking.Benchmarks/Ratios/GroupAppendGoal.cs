using System.Diagnostics;
using System.Security.Cryptography;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F2: 256 callers at once, each awaiting its own, against appending and flushing groups of 256.</summary>
internal sealed class GroupAppendGoal : IRatioGoal
{
    private const int Callers = 256;
    private const int CallsEach = 100;

    public string Id => "F2";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        using var file = new FloorFile(folder.Below("floor"));
        var activities = People.Make(Callers);
        var frame = RandomNumberGenerator.GetBytes(FrameHeader.Overhead + tracked.EncodedLength(activities));
        var rounds = await Rounds.AlternateAsync(
            settings.Rounds,
            () => Task.FromResult(Floor(file, frame)),
            () => OursAsync(tracked.Tracker, activities)
        );
        return [RatioRow.ByRatio(Id, "256 callers at once", "activities/s", rounds, Target.AtLeast(0.30))];
    }

    private static double Floor(FloorFile file, byte[] frame)
    {
        var began = Stopwatch.GetTimestamp();
        for (var index = 0; index < CallsEach; index++)
        {
            file.Append(frame);
            file.Flush();
        }
        return PerSecond(began);
    }

    private static async Task<double> OursAsync(IUserActivityTracker tracker, UserActivity[] activities)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(activities.Select(activity => Task.Run(() => CallAsync(tracker, activity))));
        return PerSecond(began);
    }

    private static async Task CallAsync(IUserActivityTracker tracker, UserActivity activity)
    {
        for (var call = 0; call < CallsEach; call++)
        {
            Recorded.Check(await tracker.TrackAsync(activity));
        }
    }

    private static double PerSecond(long began) => Callers * CallsEach / Stopwatch.GetElapsedTime(began).TotalSeconds;
}
