using System.Security.Cryptography;
using System.Text.Json;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>A reader in another language, written from docs/journal-format.md alone, finds what the library finds.</summary>
[TestClass]
public sealed class SecondReaderTests
{
    private readonly FakeTimeProvider _time = new(GoldenJournal.LeftAt);

    [TestMethod]
    public async Task It_reads_the_golden_journal()
    {
        using var folder = new TemporaryFolder();
        DiskImage.Read(GoldenJournal.Path).Write(folder.Path);

        var lines = await ReadAsync(folder);

        AssertSums(lines[0], recorded: 50, delivered: 6, waiting: 41, parked: 2, deadLetters: 2, dropped: 1);
        Assert.AreEqual("suppressed", lines[0].GetProperty("givenUp")[0].GetProperty("reason").GetString());
        Assert.AreSequenceEqual(
            Enumerable.Range(1, 50).Select(number => Line(number, Invented.Activities(number, 1)[0])),
            lines.Skip(1).Select(Line)
        );
        AssertPlaces(lines, "parked", [4, 5]);
        AssertPlaces(lines, "dead-letters", [6, 7]);
        Assert.AreSequenceEqual(
            GoldenJournal.Waiting.Concat([4, 5]).Order().Select(number => (long)number),
            lines.Skip(1).Where(line => line.GetProperty("waits").GetBoolean()).Select(Sequence)
        );
    }

    [TestMethod]
    public async Task It_reads_a_journal_of_now_and_says_what_the_library_says()
    {
        using var folder = new TemporaryFolder();
        var journal = new TestJournal(new DiskFileSystem(), folder.Path, _time)
        {
            Options = Some.Options(options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes),
        };
        BufferState state;
        await using (var buffer = journal.Start())
        {
            await SettleSomeAsync(buffer);
        }
        Claim claim;
        await using (var buffer = journal.Start())
        {
            claim = (await buffer.ClaimAsync(10_000, int.MaxValue, CancellationToken.None))!;
            state = buffer.GetState();
        }

        var lines = await ReadAsync(folder);

        Assert.IsGreaterThan(2, journal.Segments().Count);
        AssertSums(
            lines[0],
            state.Recorded,
            state.Delivered,
            state.Waiting,
            state.Parked,
            state.DeadLetters,
            state.Dropped
        );
        Assert.AreSequenceEqual(
            claim.Activities.Select(one => (one.Sequence, one.Id.ToString(), one.Bytes.Length, Sha256(one.Bytes))),
            lines
                .Skip(1)
                .Where(line => line.GetProperty("waits").GetBoolean() && Place(line) == "log")
                .Select(line => (Line(line).Sequence, Line(line).Id, Line(line).Length, Line(line).Sha256))
        );
    }

    [TestMethod]
    public async Task It_opens_nothing_with_another_key()
    {
        using var folder = new TemporaryFolder();
        DiskImage.Read(GoldenJournal.Path).Write(folder.Path);
        await File.WriteAllBytesAsync(folder.Of("keys/k1.key"), KeyFiles.Bytes(2));

        Assert.HasCount(1, await ReadAsync(folder));
    }

    private static async Task SettleSomeAsync(JournalBuffer buffer)
    {
        for (var number = 1; number < 2000; number += 100)
        {
            await buffer.AppendAsync(Invented.Activities(number, 100), CancellationToken.None);
        }
        var claim = await buffer.ClaimAsync(500, int.MaxValue, CancellationToken.None);
        var settlements = claim!.Activities.Select(
            (_, index) =>
                (index % 7) switch
                {
                    0 when index > 0 => Settlement.Release,
                    1 => Settlement.Park(GoldenJournal.DueAt, "deferred"),
                    2 => Settlement.DeadLetter("invalid-field"),
                    3 => Settlement.Drop(DropReason.Suppressed),
                    _ => Settlement.Delivered,
                }
        );
        await buffer.SettleAsync(claim, settlements.ToList(), CancellationToken.None);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(TemporaryFolder folder)
    {
        if (await SecondReader.ReadAsync(folder.Path, folder.Of("keys/k1.key")) is not { } lines)
        {
            Assert.Inconclusive("Python 3 is not installed, so the second reader was not run.");
            throw new InvalidOperationException();
        }
        return lines;
    }

    private static void AssertSums(
        JsonElement line,
        long recorded,
        long delivered,
        long waiting,
        long parked,
        long deadLetters,
        long dropped
    ) =>
        Assert.AreEqual(
            (recorded, delivered, waiting, parked, deadLetters, dropped),
            (
                line.GetProperty("recorded").GetInt64(),
                line.GetProperty("delivered").GetInt64(),
                line.GetProperty("waiting").GetInt64(),
                line.GetProperty("parked").GetInt64(),
                line.GetProperty("deadLetters").GetInt64(),
                line.GetProperty("dropped").GetInt64()
            )
        );

    private static void AssertPlaces(IEnumerable<JsonElement> lines, string place, IEnumerable<long> sequences) =>
        Assert.AreSequenceEqual(sequences, lines.Skip(1).Where(line => Place(line) == place).Select(Sequence));

    private static string Place(JsonElement line) => line.GetProperty("place").GetString()!;

    private static long Sequence(JsonElement line) => line.GetProperty("sequence").GetInt64();

    private static (long Sequence, string Id, string Status, int Length, string Sha256) Line(JsonElement line) =>
        (
            Sequence(line),
            line.GetProperty("id").GetString()!,
            line.GetProperty("status").GetString()!,
            line.GetProperty("length").GetInt32(),
            line.GetProperty("sha256").GetString()!
        );

    private static (long Sequence, string Id, string Status, int Length, string Sha256) Line(
        int sequence,
        EncodedActivity activity
    ) =>
        (
            sequence,
            activity.Id.ToString(),
            activity.Status == UserActivityStatus.Removal ? "removal" : "addition",
            activity.Bytes.Length,
            Sha256(activity.Bytes)
        );

    private static string Sha256(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}
