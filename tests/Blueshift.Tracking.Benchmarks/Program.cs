using BenchmarkDotNet.Running;
using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Ratios;
using Blueshift.Tracking.Benchmarks.Suites;

namespace Blueshift.Tracking.Benchmarks;

/// <summary>
/// Runs BenchmarkDotNet, or with <c>--ratios [F1,F3]</c> judges the goals by their floors: one JSON line for each, exit code 1 when
/// one is missed. <c>--rounds 5</c> and <c>--idle-seconds 60</c> change how long that takes.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [ChildRoles.Option, var role, .. var rest])
        {
            await ChildRoles.RunAsync(role, rest);
            return 0;
        }
        if (args.Contains(RatioSettings.Option))
        {
            return await RatioRun.RunAsync(RatioSettings.Parse(args)) ? 0 : 1;
        }
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, SuiteConfiguration.Make());
        return 0;
    }
}
