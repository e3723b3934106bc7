using System.Diagnostics;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Measures how fast a client brings events to the endpoint, from the first call to the endpoint's last, and the CPU of its process.</summary>
internal static class DeliveryRun
{
    public const int Count = 100_000;

    /// <summary>Measures.</summary>
    /// <param name="setup">Where the endpoint is.</param>
    /// <param name="record">Records activities.</param>
    /// <returns>Events a second, and seconds of CPU.</returns>
    public static async Task<double[]> MeasureAsync(DeliverySetup setup, Func<ArraySegment<UserActivity>, Task> record)
    {
        var activities = People.Make(Count);
        using var client = new HttpClient(setup.NewHandler());
        await record(new ArraySegment<UserActivity>(People.Make(setup.WarmUpCount)));
        await client.GetStringAsync(setup.Taken(setup.WarmUpCount));

        var cpu = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var all = client.GetStringAsync(setup.Taken(setup.WarmUpCount + Count));
        await record(activities);
        await all;
        var took = Stopwatch.GetElapsedTime(began);
        return [Count / took.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds];
    }
}
