using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is one process over a disk, with a clock of its own, that tells a <see cref="CrashBook"/> what it asks and is told. When it is
/// killed it is only let go: nobody moves its clock any more.
/// </summary>
internal sealed class JournalProcess
{
    /// <summary>Is the least room that a buffer can have: segments of 64 KiB.</summary>
    public static readonly UserActivityTrackingOptions Small = Some.Options(options =>
    {
        options.Buffer.MaxBytes = BufferOptions.MinMaxBytes;
        options.Buffer.MinFreeDiskBytes = 0;
    });

    private readonly CrashingFileSystem _disk;
    private readonly CrashBook _book;
    private readonly JournalBuffer _buffer;

    public JournalProcess(CrashingFileSystem disk, CrashBook book, DateTimeOffset now)
    {
        _disk = disk;
        _book = book;
        Time = new FakeTimeProvider(now);
        _buffer = new TestJournal(disk, Some.Folder, Time) { Options = Small }.Start();
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Gets or sets whether what is answered now is believed: not when the disk failed.</summary>
    public Func<bool> IsSure { get; init; } = () => true;

    public BufferState State => _buffer.GetState();

    public async Task OpenAsync() => await _buffer.OpenAsync(CancellationToken.None);

    public async Task<IReadOnlyList<RefusalReason>> AppendAsync(params EncodedActivity[] activities)
    {
        _book.Offer(activities);
        var answers = await _buffer.AppendAsync(activities, CancellationToken.None);
        _book.Answered(activities, answers);
        return answers;
    }

    public async Task<Claim?> ClaimAsync(int maxCount)
    {
        var claim = await _buffer.ClaimAsync(maxCount, 200_000, CancellationToken.None);
        if (claim is not null)
        {
            _book.Claimed(claim);
        }
        return claim;
    }

    public async Task SettleAsync(Claim claim, IReadOnlyList<Settlement> settlements)
    {
        _book.Settling(claim, settlements);
        await _buffer.SettleAsync(claim, settlements, CancellationToken.None);
        if (!_disk.IsOff && IsSure())
        {
            _book.Settled(claim, settlements);
        }
    }

    /// <summary>Delivers everything, also what is parked, and keeps house until nothing waits.</summary>
    public async Task DrainAsync()
    {
        await OpenAsync();
        for (var round = 0; round < 20 && !_disk.IsOff; round++)
        {
            while (!_disk.IsOff && await ClaimAsync(100) is { } claim)
            {
                await SettleAsync(claim, claim.Activities.Select(_ => Settlement.Delivered).ToArray());
            }
            if (State.Waiting == 0 && round > 1)
            {
                return;
            }
            await PassLookAsync();
        }
    }

    /// <summary>Lets the process look around, which is due every minute, and waits until it has.</summary>
    public async Task PassLookAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(61));
        await OpenAsync();
        // Has its turn after the look.
        await _buffer.Reports.ToldAsync([], CancellationToken.None);
    }

    public async Task StopAsync() => await _buffer.DisposeAsync();
}
