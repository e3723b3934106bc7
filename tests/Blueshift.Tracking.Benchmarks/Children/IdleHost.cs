using System.Globalization;
using Blueshift.Tracking.Benchmarks.Support;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Measures what a connected host with nothing to do uses: CPU in milliseconds, and how often its most frequent timer rings a second.</summary>
internal static class IdleHost
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<double[]> RunAsync(string[] args)
    {
        var time = new CountingTimeProvider();
        using var host = HostSetup.Build(args[0], time, new AcceptingTransport());
        await host.StartAsync();
        await Task.Delay(Settling);
        time.Reset();
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromSeconds(int.Parse(args[1], CultureInfo.InvariantCulture)));
        var used = Environment.CpuUsage.TotalTime - before;
        var shortest = time.Shortest;
        await host.StopAsync();
        return [used.TotalMilliseconds, shortest == TimeSpan.MaxValue ? 0 : 1 / shortest.TotalSeconds];
    }
}
