using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Measures the time from building a host to ApplicationStarted, in milliseconds.</summary>
internal static class StartHost
{
    public static async Task<double[]> RunAsync(string[] args)
    {
        var began = Stopwatch.GetTimestamp();
        using var host = HostSetup.Build(args[0]);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var time = 0.0;
        lifetime.ApplicationStarted.Register(() => time = Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        await host.StartAsync();
        await host.StopAsync();
        return [time];
    }
}
