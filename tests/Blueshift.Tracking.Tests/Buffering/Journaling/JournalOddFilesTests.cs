using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Whatever else lies in the folder, the journal opens, leaves it alone and goes on (J13, J14).</summary>
[TestClass]
public sealed class JournalOddFilesTests
{
    private readonly JournalBench _bench = new();

    [TestMethod]
    public async Task Foreign_files_in_every_folder_are_left_alone()
    {
        var ids = await _bench.LiveAsync(3);
        var foreign = Folders().Select(folder => folder + "/notes.txt").ToList();
        foreign.Add(Folders().Single(folder => folder.EndsWith("/log", StringComparison.Ordinal)) + "/00000000x1.seg");
        foreign.ForEach(path => _bench.Disk.Put(path, "hello"u8));

        var buffer = await _bench.StartAsync();
        var later = await _bench.AppendAsync(buffer, 1);
        _bench.PassLook();

        Assert.AreSequenceEqual(ids.Concat(later), await JournalBench.DeliverAsync(buffer));
        Assert.IsGreaterThan(8, foreign.Count);
        Assert.IsTrue(foreign.TrueForAll(path => _bench.Disk.ReadAllBytes(path).AsSpan().SequenceEqual("hello"u8)));
    }

    [TestMethod]
    public async Task Unfinished_files_are_deleted()
    {
        var ids = await _bench.LiveAsync(3);
        var unfinished = _bench.Segments.Single() + ".tmp";
        _bench.Disk.Put(unfinished, "half"u8);

        Assert.AreSequenceEqual(ids, await JournalBench.DeliverAsync(await _bench.StartAsync()));
        Assert.IsNull(_bench.Disk.KindOf(unfinished));
    }

    [TestMethod]
    [DataRow("log")]
    [DataRow("parked")]
    [DataRow("bookmark")]
    public async Task A_journal_of_a_later_version_is_left_alone_byte_for_byte_and_said(string part)
    {
        var parking = await _bench.StartAsync();
        await _bench.AppendAsync(parking, 3);
        await JournalBench.SettleAsync(parking, Settlement.Park(_bench.Time.GetUtcNow().AddDays(1), "deferred"), 1);
        await parking.DisposeAsync();
        MakeNewer(_bench.Disk.Paths.Single(path => path.Contains("/" + part, StringComparison.Ordinal)), part);
        _bench.Disk.Put(_bench.Segments.First() + ".tmp", "theirs"u8);
        var files = Files();

        var buffer = await _bench.StartAsync();
        var own = await _bench.AppendAsync(buffer, 2);
        _bench.PassLook();

        Assert.AreSequenceEqual(own, await JournalBench.DeliverAsync(buffer));
        Assert.IsTrue(files.All(file => _bench.Disk.ReadAllBytes(file.Path).SequenceEqual(file.Bytes)));
        Assert.Contains("a later version wrote it", string.Concat(_bench.Journal.Log.Collector.GetSnapshot()));
    }

    [TestMethod]
    public async Task A_journal_that_the_disk_does_not_give_back_keeps_nobody_from_recording_and_is_delivered_later()
    {
        var ids = await _bench.LiveAsync(3);
        var segment = _bench.Segments.Single();
        _bench.Disk.Fail((name, path) => name == "OpenRead" && path == segment, StorageFault.Io);

        var buffer = await _bench.StartAsync();
        var own = await _bench.AppendAsync(buffer, 2);
        Assert.AreSequenceEqual(own, await JournalBench.DeliverAsync(buffer));
        _bench.Disk.FailNoMore();
        _bench.PassLook();

        Assert.AreSequenceEqual(ids, await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual((5, 5), (buffer.GetState().Recorded, buffer.GetState().Delivered));
    }

    [TestMethod]
    public async Task A_clock_that_jumps_a_day_back_and_forth_loses_and_doubles_nothing()
    {
        var ids = (await _bench.LiveAsync(2)).ToList();
        _bench.Time.AdjustTime(_bench.Time.GetUtcNow().AddDays(-1));
        var buffer = await _bench.StartAsync();
        ids.AddRange(await _bench.AppendAsync(buffer, 2));
        await JournalBench.SettleAsync(buffer, Settlement.Park(_bench.Time.GetUtcNow().AddSeconds(5), "deferred"), 1);
        _bench.Time.AdjustTime(_bench.Time.GetUtcNow().AddDays(2));
        ids.AddRange(await _bench.AppendAsync(buffer, 2));
        await buffer.DisposeAsync();
        _bench.Time.AdjustTime(_bench.Time.GetUtcNow().AddDays(-1));

        var next = await _bench.StartAsync();
        var delivered = await JournalBench.DeliverAsync(next);

        Assert.AreSequenceEqual(ids.Order(), delivered.Order());
        Assert.AreEqual((6, 6), (next.GetState().Recorded, next.GetState().Delivered));
    }

    // What the whole process allocates is measured: another test's bytes would be among them.
    [TestMethod]
    [DoNotParallelize]
    public async Task Of_a_segment_file_of_four_gigabytes_no_more_is_read_than_a_segment_may_have_J14()
    {
        using var folder = new TemporaryFolder();
        var journal = new TestJournal(new DiskFileSystem(), folder.Path, _bench.Time)
        {
            Options = Some.Options(options => options.Buffer.MinFreeDiskBytes = 0),
        };
        var ids = await LiveAsync(journal);
        using (var stream = new FileStream(journal.Segments().Single(), FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(4L * 1024 * 1024 * 1024);
        }
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var buffer = journal.Start();
        await buffer.OpenAsync(CancellationToken.None);
        var delivered = await JournalBench.DeliverAsync(buffer);

        Assert.AreSequenceEqual(ids, delivered);
        Assert.IsLessThan(64L * 1024 * 1024, GC.GetTotalAllocatedBytes(precise: true) - before);
        await buffer.DisposeAsync();
    }

    [TestMethod]
    public async Task A_folder_that_a_crash_left_half_made_is_gone_on_with()
    {
        _bench.Disk.CreateFolder($"{_bench.Journal.Parent}/{Guid.Parse("0193a2b4-0000-7000-8000-000000000001"):N}");

        var buffer = await _bench.StartAsync();
        var ids = await _bench.AppendAsync(buffer, 2);

        Assert.AreSequenceEqual(ids, await JournalBench.DeliverAsync(buffer));
    }

    private async Task<IReadOnlyList<Guid>> LiveAsync(TestJournal journal)
    {
        await using var buffer = journal.Start();
        return await _bench.AppendAsync(buffer, 3);
    }

    // As a later version would write it: another version under a checksum that fits.
    private void MakeNewer(string path, string part)
    {
        var bytes = _bench.Disk.ReadAllBytes(path);
        bytes[8] = 2;
        Crc32C.Close(bytes.AsSpan(0, part == "bookmark" ? BookmarkSlot.Length : SegmentHeader.Length));
        _bench.Disk.Put(path, bytes);
    }

    private IEnumerable<string> Folders() =>
        Files()
            .Select(file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/'))
            .Append(Some.Folder)
            .Append(Some.Folder + "/keys")
            .Append(_bench.Journal.Parent)
            .Concat(
                JournalFolder.Streams.Select(
                    new JournalFolder(
                        _bench.Journal.Parent,
                        JournalFolder.List(_bench.Disk, _bench.Journal.Parent)[0]
                    ).Segments
                )
            )
            .Distinct();

    private List<(string Path, byte[] Bytes)> Files() =>
        _bench
            .Disk.Paths.Where(path => !path.Contains("/keys/", StringComparison.Ordinal))
            .Select(path => (path, _bench.Disk.ReadAllBytes(path)))
            .ToList();
}
