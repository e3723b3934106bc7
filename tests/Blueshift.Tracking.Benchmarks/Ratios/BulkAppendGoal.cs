using System.Diagnostics;
using System.Security.Cryptography;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F3: one bulk call of 100,000, against a plain loop that encodes, seals, writes and flushes 1,024 at a time.</summary>
internal sealed class BulkAppendGoal : IRatioGoal
{
    private const int Count = 100_000;

    public string Id => "F3";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        using var file = new FloorFile(folder.Below("floor"));
        var activities = People.Make(Count);
        using var key = new DataKey(
            Guid.CreateVersion7(),
            RandomNumberGenerator.GetBytes(DataKey.Length),
            DateTimeOffset.UtcNow
        );
        var identity = new SegmentIdentity(Guid.CreateVersion7(), Guid.CreateVersion7(), Number: 1);
        using var cipher = SegmentCipher.Derive(
            key,
            identity,
            RandomNumberGenerator.GetBytes(SegmentCipher.SaltLength)
        );
        var rounds = await Rounds.AlternateAsync(
            settings.Rounds,
            () => Task.FromResult(Floor(tracked.Encoder, cipher, file, activities)),
            () => OursAsync(tracked.Tracker, activities)
        );
        return [RatioRow.ByRatio(Id, "bulk call of 100,000", "activities/s", rounds, Target.AtLeast(1.25))];
    }

    private static double Floor(
        ActivityEncoder encoder,
        SegmentCipher cipher,
        FloorFile file,
        UserActivity[] activities
    )
    {
        using var scratch = new ActivityScratch();
        var frame = new byte[512 * 1024];
        var header = new byte[44];
        var next = 0;
        var began = Stopwatch.GetTimestamp();
        while (next < activities.Length)
        {
            while (next < activities.Length && scratch.Activities.HasRoom)
            {
                encoder.Encode(activities[next++], scratch);
            }
            var plain = scratch.Activities.Records;
            cipher.Seal(header, plain, frame);
            file.Append(frame.AsSpan(0, plain.Length + SegmentCipher.Overhead));
            file.Flush();
            scratch.Activities.Clear();
        }
        return PerSecond(began);
    }

    private static async Task<double> OursAsync(IUserActivityTracker tracker, UserActivity[] activities)
    {
        var began = Stopwatch.GetTimestamp();
        var results = await tracker.TrackAsync(activities);
        var rate = PerSecond(began);
        Recorded.Check(results);
        return rate;
    }

    private static double PerSecond(long began) => Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
}
