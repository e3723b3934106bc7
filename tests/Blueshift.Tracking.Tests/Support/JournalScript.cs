using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is a life of a journal by a seed: singles and bulk, claims that overlap, every way to settle, parked ones that come due,
/// housekeeping, orderly restarts and kills. The same seed makes the same operations of the disk.
/// </summary>
internal sealed class JournalScript(int steps, int seed = 20261124)
{
    private static readonly EncodedActivity[] Activities = Encoded(4000);

    private readonly Random _random = new(seed);
    private readonly Queue<Claim> _open = new();
    private DateTimeOffset _now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private int _next;

    /// <summary>Gets what was told to whoever ran it.</summary>
    public CrashBook Book { get; } = new();

    /// <summary>Gets the time at its end.</summary>
    public DateTimeOffset Now => _now;

    public Func<bool> IsSure { get; init; } = () => true;

    public static EncodedActivity[] Encoded(int count)
    {
        var encoder = new ActivityEncoder(Some.Options(), new FakeTimeProvider());
        return Enumerable.Range(0, count).Select(number => encoder.Encode(Some.Activity($"user-{number}"))).ToArray();
    }

    /// <summary>Runs to the end, or until power is lost.</summary>
    /// <returns>The process that runs then.</returns>
    public async Task<JournalProcess> RunAsync(CrashingFileSystem disk)
    {
        var process = await StartAsync(disk);
        for (var step = 0; step < steps && !disk.IsOff; step++)
        {
            process = await StepAsync(disk, process);
        }
        return process;
    }

    /// <summary>Lets go of what is claimed at its end.</summary>
    public async Task ReleaseAsync(JournalProcess process)
    {
        while (_open.TryDequeue(out var claim))
        {
            await process.SettleAsync(claim, claim.Activities.Select(_ => Settlement.Release).ToArray());
        }
    }

    private async Task<JournalProcess> StartAsync(CrashingFileSystem disk)
    {
        var process = new JournalProcess(disk, Book, _now) { IsSure = IsSure };
        await process.OpenAsync();
        return process;
    }

    private async Task<JournalProcess> StepAsync(CrashingFileSystem disk, JournalProcess process)
    {
        switch (_random.Next(100))
        {
            case < 30:
                await process.AppendAsync(Next(1));
                break;
            case < 44:
                await process.AppendAsync(Next(_random.Next(2, 24)));
                break;
            case < 64:
                await ClaimAsync(process);
                break;
            case < 86:
                await SettleAsync(process);
                break;
            case < 94:
                await process.PassLookAsync();
                _now += TimeSpan.FromSeconds(61);
                break;
            case < 97:
                _open.Clear();
                await process.StopAsync();
                return await StartAsync(disk);
            default:
                _open.Clear();
                disk.ReleaseAllLocks();
                return await StartAsync(disk);
        }
        return process;
    }

    private EncodedActivity[] Next(int count)
    {
        _next += count;
        return Activities[(_next - count).._next];
    }

    private async Task ClaimAsync(JournalProcess process)
    {
        if (_open.Count < 3 && await process.ClaimAsync(_random.Next(1, 24)) is { } claim)
        {
            _open.Enqueue(claim);
        }
    }

    private async Task SettleAsync(JournalProcess process)
    {
        if (_open.TryDequeue(out var claim))
        {
            await process.SettleAsync(claim, claim.Activities.Select(_ => Draw()).ToArray());
        }
    }

    private Settlement Draw() =>
        _random.Next(20) switch
        {
            0 => Settlement.Release,
            1 => Settlement.DeadLetter("invalid-field"),
            2 => Settlement.Drop(DropReason.Suppressed),
            3 or 4 => Settlement.Park(_now.AddSeconds(_random.Next(1, 200)), "deferred"),
            _ => Settlement.Delivered,
        };
}
