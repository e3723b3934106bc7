using System.Globalization;
using Blueshift.Tracking.Benchmarks.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>
/// Records activities while the endpoint is down and measures the process: memory when it has settled and at its peak, in MiB,
/// and bytes on disk. With no activities it does the rest all the same.
/// </summary>
internal static class BacklogHost
{
    // The caller's own objects are the same few, used again and again: they are not what is measured.
    private const int CallCount = 1_000;
    private const double MiB = 1024 * 1024;

    public static async Task<double[]> RunAsync(string[] args)
    {
        var count = int.Parse(args[1], CultureInfo.InvariantCulture);
        var activities = People.Make(CallCount);
        using var host = HostSetup.Build(args[0]);
        await host.StartAsync();
        var tracker = host.Services.GetRequiredService<IUserActivityTracker>();
        for (var recorded = 0; recorded < count; recorded += CallCount)
        {
            Recorded.Check(await tracker.TrackAsync(activities));
        }
        Settle();
        var bytes = BytesOf(args[0]);
        var memory = (ReadStatus("VmRSS:"), ReadStatus("VmHWM:"));
        await host.StopAsync();
        return [memory.Item1, memory.Item2, bytes];
    }

    private static void Settle()
    {
        for (var pass = 0; pass < 3; pass++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static long BytesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    // Elsewhere than on Linux the process object knows both.
    private static double ReadStatus(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            return (name == "VmRSS:" ? self.WorkingSet64 : self.PeakWorkingSet64) / MiB;
        }
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
            / 1024;
    }
}
