using System.Diagnostics;
using System.Globalization;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Runs this program again in a role and reads the numbers of its last line.</summary>
internal static class ChildProcess
{
    public static async Task<double[]> RunAsync(string role, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildRoles.Option, role, .. args])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The process for {role} ended with code {process.ExitCode}.");
        }
        var last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        return last.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
    }
}
