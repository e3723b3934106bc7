using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Knows the journal of format version 1 that lies in the repository, and made it once. Golden files of a released version are
/// never made again: a journal that a user's disk holds today must be opened by every later version.
/// </summary>
internal sealed class GoldenJournal
{
    public const string Folder = "tests/Blueshift.Tracking.Tests/Buffering/Journaling/Golden/v1";

    /// <summary>Is when the journal was left by the process that was killed.</summary>
    public static readonly DateTimeOffset LeftAt = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Is when the parked activities 4 and 5 are due.</summary>
    public static readonly DateTimeOffset DueAt = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the sequences that wait in the log; those of parked ones are 4 and 5, of dead letters 6 and 7.</summary>
    public static IEnumerable<int> Waiting => Enumerable.Range(11, 2).Concat(Enumerable.Range(14, 37));

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, Folder);

    /// <summary>Makes the files anew on a disk in memory; sequence n holds <see cref="Invented.Activity"/> n.</summary>
    public static async Task<DiskImage> MakeAsync()
    {
        var time = new FakeTimeProvider(LeftAt.AddHours(-1));
        var disk = new CrashingFileSystem(time);
        disk.Put("/data/keys/k1.key", KeyFiles.Bytes(1));
        var journal = new TestJournal(disk, "/data", time);

        await using (var first = journal.Start())
        {
            await first.AppendAsync(Invented.Activities(1, 8), CancellationToken.None);
            await first.AppendAsync(Invented.Activities(9, 12), CancellationToken.None);
            await SettleAsync(first);
        }
        time.SetUtcNow(LeftAt);
        // Never disposed: this process is killed.
        var second = journal.Start();
        await second.AppendAsync(Invented.Activities(21, 29), CancellationToken.None);
        await second.AppendAsync(Invented.Activities(50, 1), CancellationToken.None);
        var claim = await second.ClaimAsync(5, 100_000, CancellationToken.None);
        Settlement[] settlements =
        [
            Settlement.Delivered, // 9
            Settlement.Delivered, // 10
            Settlement.Release,
            Settlement.Release,
            Settlement.Delivered, // 13: a range of its own
        ];
        await second.SettleAsync(claim!, settlements, CancellationToken.None);
        return DiskImage.Of(disk, "/data");
    }

    private static async Task SettleAsync(JournalBuffer buffer)
    {
        var claim = await buffer.ClaimAsync(8, 100_000, CancellationToken.None);
        Settlement[] settlements =
        [
            Settlement.Delivered,
            Settlement.Delivered,
            Settlement.Delivered,
            Settlement.Park(DueAt, "deferred"),
            Settlement.Park(DueAt, "deferred"),
            Settlement.DeadLetter("invalid-field"),
            Settlement.DeadLetter("too-large"),
            Settlement.Drop(DropReason.Suppressed),
        ];
        await buffer.SettleAsync(claim!, settlements, CancellationToken.None);
    }
}
