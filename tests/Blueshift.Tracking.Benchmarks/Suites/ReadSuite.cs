using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Benchmarks.Suites;

/// <summary>Claiming a batch from the disk of the working folder and giving it back or settling it.</summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "Cleanup does it."
)]
public class ReadSuite
{
    private const int BatchCount = 500;
    private const int BatchBytes = 256 * 1024;
    private const int Waiting = 10_000;

    private readonly UserActivity[] _activities = People.Make(BatchCount);
    private WorkFolder? _folder;
    private TrackedProvider? _tracked;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _folder = new WorkFolder();
        _tracked = new TrackedProvider(_folder.Below("journal"));
        await _tracked.FillAsync(Waiting);
    }

    [Benchmark(OperationsPerInvoke = BatchCount)]
    public Task ClaimAndReleaseAsync() => ClaimAndSettleAsync(Settlement.Release);

    /// <summary>Appends what it settles, so that it never runs out; the append is part of the time.</summary>
    [Benchmark(OperationsPerInvoke = BatchCount)]
    public async Task AppendClaimAndSettleAsync()
    {
        Recorded.Check(await _tracked!.Tracker.TrackAsync(_activities));
        await ClaimAndSettleAsync(Settlement.Delivered);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _tracked!.DisposeAsync();
        _folder!.Dispose();
    }

    private async Task ClaimAndSettleAsync(Settlement settlement)
    {
        var claim = await _tracked!.Buffer.ClaimAsync(BatchCount, BatchBytes, CancellationToken.None);
        var settlements = new Settlement[claim!.Activities.Count];
        Array.Fill(settlements, settlement);
        await _tracked.Buffer.SettleAsync(claim, settlements, CancellationToken.None);
    }
}
