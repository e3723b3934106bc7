using System.Globalization;
using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F10a: a host with nothing to do, and its start, against the same host without the library.</summary>
internal sealed class IdleHostGoal : IRatioGoal
{
    // A host that does nothing differs from itself by as much: the garbage collector's and the thread pool's own upkeep.
    private const double LeastNoise = 10;

    public string Id => "F10a";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        var starts = await Rounds.AlternateAsync(
            settings.Rounds,
            async () => (await ChildProcess.RunAsync(ChildRoles.Start, HostSetup.WithoutLibrary))[0],
            async () => (await ChildProcess.RunAsync(ChildRoles.Start, folder.Below("start")))[0]
        );
        var cpu = new List<Round>();
        var timers = new List<double>();
        for (var index = 0; index < RatioSettings.LeastRounds; index++)
        {
            var seconds = settings.Idle.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            // At the same time: whatever else the machine does meets both.
            var without = ChildProcess.RunAsync(ChildRoles.Idle, HostSetup.WithoutLibrary, seconds);
            var with = ChildProcess.RunAsync(ChildRoles.Idle, folder.Below("idle"), seconds);
            cpu.Add(new Round((await without)[0], (await with)[0]));
            timers.Add((await with)[1]);
        }
        var noise = Math.Max(LeastNoise, cpu.Max(round => round.Floor) - cpu.Min(round => round.Floor));
        return
        [
            RatioRow.ByRatio(Id, "host build to ApplicationStarted", "ms", starts, Target.AtMost(1.25)),
            RatioRow.ByOurs(Id, "most frequent timer while idle", "1/s", timers, Target.AtMost(1)),
            RatioRow.ByDifference(
                Id,
                $"CPU over {settings.Idle.TotalSeconds} s by the noise",
                "ms",
                cpu,
                Target.AtMost(noise)
            ),
        ];
    }
}
