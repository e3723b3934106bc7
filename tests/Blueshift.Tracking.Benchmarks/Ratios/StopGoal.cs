using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Support;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F10b: a host with a thousand activities to deliver stops while the endpoint is down, within the host's own deadline.</summary>
internal sealed class StopGoal : IRatioGoal
{
    public string Id => "F10b";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        var deadline = new HostOptions().ShutdownTimeout.TotalMilliseconds;
        var rows = new List<RatioRow>();
        foreach (var kind in new[] { StopHost.Refused, StopHost.Silent })
        {
            var took = new List<double>();
            for (var index = 0; index < RatioSettings.LeastRounds; index++)
            {
                took.Add((await ChildProcess.RunAsync(ChildRoles.Stop, folder.Below($"{kind}-{index}"), kind))[0]);
            }
            rows.Add(RatioRow.ByOurs(Id, $"stop, endpoint {kind}", "ms", took, Target.AtMost(deadline)));
        }
        return rows;
    }
}
