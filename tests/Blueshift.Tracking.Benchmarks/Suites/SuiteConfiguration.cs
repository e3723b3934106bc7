using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Blueshift.Tracking.Benchmarks.Suites;

/// <summary>Measures in this process: a project made by BenchmarkDotNet would be held to this repository's build rules.</summary>
internal static class SuiteConfiguration
{
    public static IConfig Make() =>
        DefaultConfig
            .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
}
