using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Opens the journal that version 1 of the format left in the repository.</summary>
[TestClass]
public sealed class GoldenJournalTests
{
    private readonly FakeTimeProvider _time = new(GoldenJournal.LeftAt.AddHours(1));

    [TestMethod]
    public async Task The_golden_journal_opens_in_memory()
    {
        var disk = DiskImage.Read(GoldenJournal.Path).Load("/data", _time);

        await AssertGoldenAsync(disk, "/data");
    }

    [TestMethod]
    public async Task The_golden_journal_opens_on_a_real_disk()
    {
        using var folder = new TemporaryFolder();
        DiskImage.Read(GoldenJournal.Path).Write(folder.Path);

        await AssertGoldenAsync(new DiskFileSystem(), folder.Path);
    }

    [TestMethod]
    public void It_has_every_kind_of_file_that_the_page_names()
    {
        var files = DiskImage.Read(GoldenJournal.Path).Files.Keys;

        foreach (
            var end in new[]
            {
                "keys/k1.key",
                "/lock",
                "/bookmark",
                "/log/0000000001.seg",
                "/log/0000000002.seg",
                "/parked/0000000001.seg",
                "/dead-letters/0000000001.seg",
                "/given-up/0000000001.seg",
            }
        )
        {
            Assert.HasCount(1, files.Where(file => file.EndsWith(end, StringComparison.Ordinal)), end);
        }
        Assert.HasCount(2, files.Where(file => file.Contains("/epochs/")));
        Assert.HasCount(10, files);
    }

    [TestMethod]
    public async Task What_is_written_today_differs_from_it_in_nothing_but_keys_ids_and_what_is_sealed()
    {
        var golden = DiskImage.Read(GoldenJournal.Path);
        var today = await GoldenJournal.MakeAsync();

        Assert.AreSequenceEqual(Shapes(golden), Shapes(today));
    }

    /// <summary>
    /// Writes the golden files, only when the environment variable says where to. Never for a version that is released: then
    /// a later format gets a folder of its own, beside this one.
    /// </summary>
    [TestMethod]
    public async Task Golden_files_are_made_on_demand_only()
    {
        var image = await GoldenJournal.MakeAsync();
        if (Environment.GetEnvironmentVariable("BLUESHIFT_MAKE_GOLDEN") is { Length: > 0 } folder)
        {
            image.Write(folder);
        }

        Assert.HasCount(10, image.Files);
    }

    private static IEnumerable<string> Shapes(DiskImage image) =>
        image
            .Files.Select(file => $"{file.Key.Split('/')[^2].Length} {Path.GetExtension(file.Key)} {file.Value.Length}")
            .Order(StringComparer.Ordinal);

    private async Task AssertGoldenAsync(IFileSystem files, string root)
    {
        await using var buffer = new TestJournal(files, root, _time).Start();
        await buffer.OpenAsync(CancellationToken.None);

        AssertCounts(buffer.GetState());
        var claim = await buffer.ClaimAsync(100, 100_000, CancellationToken.None);
        AssertIs(claim!, GoldenJournal.Waiting);
        _time.Advance(GoldenJournal.DueAt - _time.GetUtcNow());
        AssertIs((await buffer.ClaimAsync(100, 100_000, CancellationToken.None))!, [4, 5]);
        await buffer.AppendAsync(Invented.Activities(51, 1), CancellationToken.None);
        AssertIs((await buffer.ClaimAsync(100, 100_000, CancellationToken.None))!, [51]);
    }

    private static void AssertCounts(BufferState state)
    {
        Assert.AreEqual(
            (50, 6, 41, 2, 2, 1),
            (state.Recorded, state.Delivered, state.Waiting, state.Parked, state.DeadLetters, state.Dropped)
        );
        Assert.AreEqual((50, 10), (state.LastSequence, state.SettledThrough));
        Assert.AreEqual(GoldenJournal.LeftAt, state.LastAcknowledged);
        Assert.AreEqual(0, state.Foreign);
        BufferIdentity.AssertHolds(state);
    }

    private static void AssertIs(Claim claim, IEnumerable<int> expected)
    {
        Assert.AreSequenceEqual(
            expected.Select(number =>
                ((long)number, Invented.Id(number), Hex(Invented.Activities(number, 1)[0].Bytes))
            ),
            claim.Activities.Select(one => (one.Sequence, one.Id, Hex(one.Bytes)))
        );
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
