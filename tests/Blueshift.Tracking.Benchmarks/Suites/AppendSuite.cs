using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Suites;

/// <summary>Recording, durable and sealed, on the disk of the working folder.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "Cleanup does it."
)]
public class AppendSuite
{
    private const int Callers = 256;
    private const int BulkCount = 10_000;

    private readonly UserActivity[] _activities = People.Make(BulkCount);
    private WorkFolder? _folder;
    private TrackedProvider? _tracked;

    [GlobalSetup]
    public void Setup()
    {
        _folder = new WorkFolder();
        _tracked = new TrackedProvider(_folder.Below("journal"));
    }

    // Nobody takes what is recorded: a journal that every iteration fills further is full before the last.
    [IterationSetup(Target = nameof(BulkAsync))]
    public void Empty()
    {
        Cleanup();
        Setup();
    }

    [Benchmark(OperationsPerInvoke = 1)]
    public async Task OneAwaitedAsync() => Recorded.Check(await _tracked!.Tracker.TrackAsync(_activities[0]));

    [Benchmark(OperationsPerInvoke = Callers)]
    public async Task ManyCallersAsync() =>
        await Task.WhenAll(
            _activities
                .Take(Callers)
                .Select(activity => Task.Run(async () => Recorded.Check(await _tracked!.Tracker.TrackAsync(activity))))
        );

    [Benchmark(OperationsPerInvoke = BulkCount)]
    public async Task BulkAsync() => Recorded.Check(await _tracked!.Tracker.TrackAsync(_activities));

    [GlobalCleanup]
    public void Cleanup()
    {
        _tracked!.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder!.Dispose();
    }
}
