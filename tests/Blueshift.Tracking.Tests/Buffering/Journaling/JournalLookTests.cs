using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>What changes by itself is said within a minute, also where nobody records anything.</summary>
[TestClass]
public sealed class JournalLookTests
{
    private const int Failed = 1040;
    private const int Works = 1041;
    private const int Hangs = 1042;
    private const int Full = 1062;
    private const int Room = 1063;
    private const int ReadAgain = 1064;
    private const int ForeignGone = 1065;

    private readonly JournalBench _bench = new(options => options.MaxBytes = BufferOptions.MinMaxBytes);

    private IReadOnlyList<FakeLogRecord> Logs => _bench.Journal.Log.Collector.GetSnapshot();

    [TestMethod]
    public async Task A_buffer_that_fills_is_said_at_eighty_per_cent_and_when_it_has_room_again()
    {
        await using var buffer = await _bench.StartAsync();
        while (!buffer.GetState().IsNearlyFull)
        {
            await _bench.AppendAsync(buffer, 10);
        }
        Assert.DoesNotContain(log => log.Id.Id == Full, Logs);

        _bench.PassLook();
        var full = Assert.ContainsSingle(log => log.Id.Id == Full, Logs);
        Assert.AreEqual(LogLevel.Warning, full.Level);
        Assert.Contains(
            $"The buffer is at 80 % of UserActivityTracking:Buffer:MaxBytes: {buffer.GetState().Waiting} waiting",
            full.Message
        );

        await JournalBench.DeliverAsync(buffer);
        _bench.PassLook();
        var room = Assert.ContainsSingle(log => log.Id.Id == Room, Logs);
        Assert.AreEqual(LogLevel.Information, room.Level);
        Assert.Contains("room again after 61 s", room.Message);
    }

    [TestMethod]
    public async Task A_process_that_starts_while_the_endpoint_is_away_knows_since_when_the_oldest_waits()
    {
        await _bench.LiveAsync(3);
        var first = await _bench.StartAsync();
        await JournalBench.DeliverAsync(first, atMost: 1);
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        await _bench.AppendAsync(first, 1);
        await first.DisposeAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(20));

        await using var buffer = await _bench.StartAsync();

        Assert.AreEqual(TimeSpan.FromMinutes(25), buffer.GetState().Age(_bench.Time.GetUtcNow()));
        await JournalBench.DeliverAsync(buffer);
        Assert.AreEqual(TimeSpan.Zero, buffer.GetState().Age(_bench.Time.GetUtcNow()));
    }

    [TestMethod]
    public async Task A_disk_that_failed_once_is_tried_and_said_to_work_where_nobody_records_anything()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 1);
        _bench.Disk.Fail((name, _) => name == "Write", StorageFault.Io);
        await JournalBench.DeliverAsync(buffer);
        Assert.IsTrue(buffer.GetState().IsFaulty, "The bookmark could not be written.");
        _bench.PassLook();
        Assert.IsTrue(buffer.GetState().IsFaulty, "It still fails.");

        _bench.Disk.FailNoMore();
        _bench.PassLook();

        Assert.IsFalse(buffer.GetState().IsFaulty);
        Assert.ContainsSingle(log => log.Id.Id == Failed, Logs);
        Assert.Contains("works again after", Assert.ContainsSingle(log => log.Id.Id == Works, Logs).Message);
        Assert.DoesNotContain(path => path.Contains("probe-"), _bench.Disk.Paths);
    }

    [TestMethod]
    public async Task A_full_disk_with_room_for_a_little_does_not_work_again()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 1);
        _bench.Disk.Capacity = 0;
        Assert.AreEqual(RefusalReason.DiskFull, (await buffer.AppendAsync(_bench.Next(1)))[0]);

        _bench.Disk.Capacity = _bench.Disk.Paths.Sum(path => _bench.Disk.ReadAllBytes(path).Length) + 2000;
        _bench.PassLook();

        Assert.IsTrue(buffer.GetState().IsFaulty);
        Assert.DoesNotContain(path => path.Contains("probe-"), _bench.Disk.Paths);
    }

    [TestMethod]
    public async Task A_folder_that_was_deleted_is_said_and_nothing_more_is_taken_for_recorded()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 1);
        _bench.Disk.DeleteTree(_bench.Journal.Parent);

        _bench.PassLook();
        Assert.IsTrue(buffer.GetState().IsFaulty);
        Assert.Contains("(NotFound)", Assert.ContainsSingle(log => log.Id.Id == Failed, Logs).Message);

        Assert.AreEqual(RefusalReason.StorageFault, (await buffer.AppendAsync(_bench.Next(1)))[0]);
        _bench.PassLook();
        Assert.IsTrue(buffer.GetState().IsFaulty);
        Assert.DoesNotContain(log => log.Id.Id == Works, Logs);
    }

    [TestMethod]
    public async Task A_disk_that_works_takes_no_trial()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 1);
        _bench.PassLook();
        var before = _bench.Disk.Operations;

        _bench.PassLook();

        Assert.AreEqual(before, _bench.Disk.Operations);
    }

    [TestMethod]
    public async Task A_disk_that_hangs_before_the_first_use_is_said_although_nobody_asks_for_it()
    {
        _bench.Disk.HangWhen((name, _) => name == "CreateFolder");
        var buffer = _bench.Journal.Start();
        var opening = buffer.OpenAsync(CancellationToken.None);
        await _bench.Disk.WaitUntilHangingAsync();

        _bench.PassLook();

        Assert.ContainsSingle(log => log.Id.Id == Hangs, Logs);
        Assert.IsTrue(buffer.GetState().IsFaulty);
        _bench.Disk.Resume();
        await opening;
        Assert.IsFalse(buffer.GetState().IsFaulty);
        await buffer.DisposeAsync();
    }

    [TestMethod]
    public async Task What_was_sealed_with_a_missing_key_is_said_to_be_read_again_once_it_is()
    {
        await _bench.LiveAsync(2);
        var key = _bench.Disk.Paths.Single(path => path.EndsWith("k1.key", StringComparison.Ordinal));
        var bytes = _bench.Disk.ReadAllBytes(key);
        _bench.Disk.Delete(key);
        await using var buffer = await _bench.StartAsync();
        _bench.PassLook();
        Assert.DoesNotContain(log => log.Id.Id == ReadAgain, Logs);

        _bench.Disk.Put(key, bytes);
        _bench.PassLook();

        Assert.Contains("2 waiting", Assert.ContainsSingle(log => log.Id.Id == ReadAgain, Logs).Message);
    }

    [TestMethod]
    public async Task Activities_of_somebody_else_are_said_to_be_gone_when_they_are()
    {
        var other = _bench.Process(_bench.Time);
        other.Options.ClientInstanceId = "acme-test";
        var theirs = other.Start();
        await _bench.AppendAsync(theirs, 1);
        await theirs.DisposeAsync();
        await using var buffer = await _bench.StartAsync();
        _bench.PassLook();
        Assert.DoesNotContain(log => log.Id.Id == ForeignGone, Logs);

        theirs = other.Start();
        await theirs.OpenAsync(CancellationToken.None);
        await JournalBench.DeliverAsync(theirs);
        await theirs.DisposeAsync();
        _bench.PassLook();

        Assert.ContainsSingle(log => log.Id.Id == ForeignGone, Logs);
    }
}
