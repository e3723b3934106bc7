using System.Diagnostics;
using System.Security.Cryptography;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F1: one caller after another, each activity durable and sealed, against appending and flushing as many bytes.</summary>
internal sealed class SingleAppendGoal : IRatioGoal
{
    private const int Calls = 400;
    private const int WarmUps = 2;

    public string Id => "F1";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        using var file = new FloorFile(folder.Below("floor"));
        var activities = People.Make(Calls);
        var frame = RandomNumberGenerator.GetBytes(FrameHeader.Overhead + tracked.EncodedLength(activities.Take(1)));
        var rounds = new List<Round>();
        for (var index = -WarmUps; index < settings.Rounds; index++)
        {
            var round = await Task.Run(() => AlternateAsync(file, frame, tracked.Tracker, activities));
            if (index >= 0)
            {
                rounds.Add(round);
            }
        }
        return [RatioRow.ByRatio(Id, "one caller after another, p50", "µs", rounds, Target.AtMost(1.15))];
    }

    // By turns call for call: a busy disk changes its pace within a round.
    private static async Task<Round> AlternateAsync(
        FloorFile file,
        byte[] frame,
        IUserActivityTracker tracker,
        UserActivity[] activities
    )
    {
        var floor = new double[Calls];
        var ours = new double[Calls];
        for (var index = 0; index < Calls; index++)
        {
            var began = Stopwatch.GetTimestamp();
            file.Append(frame);
            file.Flush();
            floor[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            began = Stopwatch.GetTimestamp();
            var result = await tracker.TrackAsync(activities[index]);
            ours[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            Recorded.Check(result);
        }
        return new Round(Rounds.Median(floor), Rounds.Median(ours));
    }
}
