using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>No key seals twice under one nonce, no segment is written twice, no salt comes again: invariant J2.</summary>
[TestClass]
public sealed class SealingDisciplineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task No_pair_of_key_and_nonce_is_used_twice_over_many_frames()
    {
        var frames = Assurance.IsFull ? 200_000 : 5_000;
        var time = new FakeTimeProvider(Now);
        var disk = new CrashingFileSystem(time);
        disk.CreateFolder("/data");
        // The smallest buffer has the smallest segments: many keys.
        var journal = new TestJournal(disk, "/data", time)
        {
            Options = Some.Options(options => options.Buffer.MaxBytes = (Assurance.IsFull ? 600 : 16) * 1024L * 1024),
        };
        await using (var buffer = journal.Start())
        {
            for (var number = 1; number <= frames; number++)
            {
                await buffer.AppendAsync(Invented.Activities(number, 1), CancellationToken.None);
            }
        }

        var pairs = new HashSet<(string Salt, string Nonce)>();
        var salts = new HashSet<string>();
        var count = 0;
        foreach (var path in journal.Segments())
        {
            var bytes = disk.ReadAllBytes(path);
            var salt = Convert.ToHexString(SegmentHeader.TryRead(bytes)!.Salt.Span);
            Assert.IsTrue(salts.Add(salt), "A salt comes again.");
            foreach (var nonce in Nonces(bytes))
            {
                Assert.IsTrue(pairs.Add((salt, nonce)), "A key seals twice under one nonce.");
                count++;
            }
        }
        Assert.AreEqual(frames + salts.Count, count, "a frame for each append and an end for each segment");
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Over_many_restarts_no_segment_is_written_twice_and_no_salt_comes_again()
    {
        var restarts = Assurance.Iterations(50, 1000);
        var disk = new CrashingFileSystem(new FakeTimeProvider(Now));
        disk.CreateFolder("/data");
        for (var restart = 0; restart < restarts; restart++)
        {
            // A clock of its own: what is left of a process that was killed never wakes.
            var buffer = new TestJournal(disk, "/data", new FakeTimeProvider(Now.AddSeconds(restart))).Start();
            var refusals = await buffer.AppendAsync(Invented.Activities(restart * 4, 4), CancellationToken.None);
            Assert.IsTrue(refusals.All(refusal => refusal == RefusalReason.None));
            await ParkAsync(buffer);
            if (restart % 2 == 0)
            {
                await buffer.DisposeAsync();
            }
            disk.ReleaseAllLocks();
        }

        var segments = disk.Paths.Where(path => path.EndsWith(".seg", StringComparison.Ordinal)).ToList();
        var salts = segments.Select(path =>
            Convert.ToHexString(SegmentHeader.TryRead(disk.ReadAllBytes(path))!.Salt.Span)
        );
        Assert.IsGreaterThan(restarts, segments.Count);
        Assert.HasCount(segments.Count, salts.Distinct());
        Assert.IsEmpty(disk.OpenedForWritingTwice.Where(path => path.EndsWith(".seg", StringComparison.Ordinal)));
        Assert.HasCount(
            1,
            disk.OpenedForWritingTwice.Where(path => path.EndsWith("/bookmark", StringComparison.Ordinal))
        );
    }

    // So that the side journals are written in each process too.
    private static async Task ParkAsync(JournalBuffer buffer)
    {
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        await buffer.SettleAsync(claim!, [Settlement.Park(Now.AddDays(1), "deferred")], CancellationToken.None);
    }

    private static IEnumerable<string> Nonces(byte[] segment)
    {
        for (var offset = SegmentHeader.Length; offset < segment.Length; )
        {
            Assert.IsTrue(FrameHeader.TryRead(segment.AsSpan(offset), out var frame));
            yield return Convert.ToHexString(segment, offset + FrameHeader.Length, 12);
            offset += frame.TotalLength;
        }
    }
}
