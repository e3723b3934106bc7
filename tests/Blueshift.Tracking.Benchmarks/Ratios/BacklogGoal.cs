using System.Diagnostics;
using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F8: 1,000,000 activities wait and the endpoint is down: memory, bytes on disk, and opening what is there.</summary>
internal sealed class BacklogGoal : IRatioGoal
{
    private const int Count = 1_000_000;
    private const int CallCount = 1_000;
    private const int ReadLength = 1024 * 1024;

    public string Id => "F8";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        var settled = new List<Round>();
        var peak = new List<Round>();
        var disk = new List<Round>();
        IReadOnlyList<Round> reopening = [];
        for (var index = 0; index < settings.Rounds; index++)
        {
            using var folder = new WorkFolder();
            var idle = await ChildProcess.RunAsync(ChildRoles.Backlog, folder.Below("idle"), "0");
            var full = await ChildProcess.RunAsync(ChildRoles.Backlog, folder.Below("full"), $"{Count}");
            settled.Add(new Round(idle[0], full[0]));
            peak.Add(new Round(idle[1], full[1]));
            disk.Add(new Round(await EncodedLengthAsync(folder.Below("encoder")), full[2]));
            if (index == settings.Rounds - 1)
            {
                reopening = await ReopenAsync(folder.Below("full"), settings.Rounds);
            }
        }
        return
        [
            RatioRow.ByDifference(Id, "memory, settled", "MiB", settled, Target.AtMost(24)),
            RatioRow.ByDifference(Id, "memory, peak", "MiB", peak, Target.AtMost(24)),
            RatioRow.ByRatio(Id, "bytes on disk by bytes encoded", "B", disk, Target.AtMost(1.1)),
            RatioRow.ByRatio(Id, "reopening by reading the files once", "ms", reopening, Target.AtMost(0.2)),
        ];
    }

    private static async Task<double> EncodedLengthAsync(string folder)
    {
        await using var tracked = new TrackedProvider(folder);
        return (double)tracked.EncodedLength(People.Make(CallCount)) * (Count / CallCount);
    }

    private static Task<IReadOnlyList<Round>> ReopenAsync(string folder, int rounds) =>
        Rounds.AlternateAsync(rounds, () => Task.FromResult(ReadFiles(folder)), () => OpenAsync(folder));

    private static double ReadFiles(string folder)
    {
        var buffer = new byte[ReadLength];
        var began = Stopwatch.GetTimestamp();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(path);
            var offset = 0L;
            while (RandomAccess.Read(handle, buffer, offset) is > 0 and var read)
            {
                offset += read;
            }
        }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> OpenAsync(string folder)
    {
        await using var tracked = new TrackedProvider(folder);
        tracked.Check();
        var began = Stopwatch.GetTimestamp();
        await tracked.Buffer.OpenAsync(CancellationToken.None);
        var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var waiting = tracked.Buffer.GetState().Waiting;
        return waiting == Count
            ? time
            : throw new InvalidOperationException($"Of {Count} activities {waiting} wait after opening.");
    }
}
