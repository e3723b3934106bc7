using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>What is full refuses and says why, nothing grows without end, and what is too old is given up by name.</summary>
[TestClass]
public sealed class JournalBoundsTests
{
    private static void Small(BufferOptions options) => options.MaxBytes = BufferOptions.MinMaxBytes;

    [TestMethod]
    public async Task Opening_what_was_ended_in_order_reads_no_more_of_a_long_segment_than_of_a_short_one_J13()
    {
        var few = await ReadsToOpenAsync(count: 10);
        var many = await ReadsToOpenAsync(count: 5000);

        Assert.AreEqual(few, many);
    }

    [TestMethod]
    public async Task A_full_disk_refuses_leaves_no_trail_of_files_and_works_again()
    {
        var bench = new JournalBench(Small);
        var buffer = await bench.StartAsync();
        var ids = (await bench.AppendAsync(buffer, 3)).ToList();
        bench.Disk.Capacity = bench.Disk.Paths.Sum(path => bench.Disk.ReadAllBytes(path).Length) + 200;
        var files = bench.Disk.Paths.Count;

        for (var attempt = 0; attempt < 40; attempt++)
        {
            Assert.AreEqual(RefusalReason.DiskFull, (await buffer.AppendAsync(bench.Next(1))).Single());
        }
        Assert.IsLessThanOrEqualTo(files + 2, bench.Disk.Paths.Count);
        bench.Disk.Capacity = null;
        ids.AddRange(await bench.AppendAsync(buffer, 3));

        Assert.AreSequenceEqual(ids, await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual(6, buffer.GetState().Recorded);
    }

    [TestMethod]
    public async Task A_disk_that_is_full_from_the_start_leaves_no_trail_of_files_either()
    {
        var bench = new JournalBench(Small);
        bench.Disk.Capacity = 100;
        var buffer = await bench.StartAsync();

        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.AreNotEqual(RefusalReason.None, (await buffer.AppendAsync(bench.Next(1))).Single());
            bench.Time.Advance(TimeSpan.FromSeconds(2));
        }
        Assert.IsLessThan(8, bench.Disk.Paths.Count);
        bench.Disk.Capacity = null;
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.AreSequenceEqual(await bench.AppendAsync(buffer, 3), await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task Below_the_floor_of_free_disk_activities_are_refused_until_there_is_more()
    {
        var bench = new JournalBench(options => options.MinFreeDiskBytes = 1_000_000);
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 1);
        bench.Disk.FreeBytes = 999_999;
        bench.PassLook();

        Assert.AreEqual(RefusalReason.DiskFull, (await buffer.AppendAsync(bench.Next(1))).Single());
        bench.Disk.FreeBytes = 100_000_000;
        await bench.AppendAsync(buffer, 1);
        Assert.AreEqual(2, buffer.GetState().Recorded);
    }

    [TestMethod]
    public async Task A_disk_that_does_not_say_what_is_free_refuses_nobody()
    {
        var bench = new JournalBench(options => options.MinFreeDiskBytes = 1_000_000);
        bench.Disk.Fail((name, _) => name == "FreeBytes", StorageFault.Io);
        var buffer = await bench.StartAsync();

        Assert.HasCount(2, await bench.AppendAsync(buffer, 2));
    }

    [TestMethod]
    public async Task A_full_buffer_takes_no_more_than_its_bytes_and_tells_so_also_after_a_restart()
    {
        var bench = new JournalBench(Small);
        var buffer = await bench.StartAsync();
        var answers = await buffer.AppendAsync(bench.Next(5000));
        var state = buffer.GetState();
        await buffer.DisposeAsync();

        var next = await bench.StartAsync();
        var answer = (await next.AppendAsync(bench.Next(100)))[^1];

        Assert.AreEqual(RefusalReason.BufferFull, answers[^1]);
        Assert.AreEqual(RefusalReason.BufferFull, answer);
        Assert.AreEqual(answers.Count(one => one == RefusalReason.None), state.Recorded);
        Assert.IsLessThanOrEqualTo(BufferOptions.MinMaxBytes, state.Bytes);
        // The end of the last segment, and keys, are not weighed.
        Assert.IsLessThanOrEqualTo(
            BufferOptions.MinMaxBytes + 1024,
            bench
                .Disk.Paths.Where(path => !path.Contains("/keys/", StringComparison.Ordinal))
                .Sum(path => bench.Disk.ReadAllBytes(path).Length)
        );
    }

    [TestMethod]
    public async Task Parked_beyond_a_tenth_are_released_claims_pause_and_all_is_delivered_in_the_end()
    {
        var bench = new JournalBench(Small);
        var buffer = await bench.StartAsync();
        var ids = await bench.AppendAsync(buffer, 1000);
        var due = bench.Time.GetUtcNow().AddSeconds(30);

        var parked = await JournalBench.SettleAsync(buffer, Settlement.Park(due, "deferred"), 1000);
        var state = buffer.GetState();
        bench.PassLook();
        var delivered = await JournalBench.DeliverAsync(buffer);

        Assert.IsLessThan(1000, state.Parked);
        Assert.IsGreaterThan(0, state.Parked);
        Assert.AreEqual(1000, state.Waiting);
        Assert.IsLessThan(1000, parked.Count, "Claims pause.");
        Assert.AreSequenceEqual(ids.Order(), delivered.Order());
        Assert.AreEqual((1000, 0), (buffer.GetState().Delivered, buffer.GetState().Waiting));
    }

    [TestMethod]
    public async Task While_claims_pause_waiting_for_what_is_due_neither_throws_nor_returns_at_once()
    {
        var bench = new JournalBench(Small);
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 1000);
        await JournalBench.SettleAsync(buffer, Settlement.Park(bench.Time.GetUtcNow().AddSeconds(5), "deferred"), 1000);
        bench.Time.Advance(TimeSpan.FromSeconds(10));

        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();
        Assert.IsFalse(wait.IsCompleted);
        bench.PassLook();
        await wait;
        Assert.IsNotNull(await buffer.ClaimAsync(1, 100_000, CancellationToken.None));
    }

    [TestMethod]
    public async Task Whoever_waits_is_woken_when_the_first_parked_activity_of_any_journal_is_due()
    {
        var bench = new JournalBench();
        var sibling = await bench.StartAsync();
        var buffer = await bench.StartAsync();
        await ParkOneAsync(bench, buffer, seconds: 110);
        var first = await ParkOneAsync(bench, sibling, seconds: 100);
        await sibling.DisposeAsync();
        bench.PassLook();

        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();
        bench.Time.Advance(TimeSpan.FromSeconds(38));
        Assert.IsFalse(wait.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await wait;

        Assert.AreSequenceEqual(first, await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task A_parked_activity_that_is_due_in_years_can_be_waited_for()
    {
        var bench = new JournalBench();
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 1);
        await JournalBench.SettleAsync(buffer, Settlement.Park(bench.Time.GetUtcNow().AddYears(3), "deferred"), 1);

        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();

        Assert.IsFalse(wait.IsCompleted);
        bench.PassLook();
        await wait;
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task With_all_ranges_in_use_everything_is_delivered_also_by_the_next_process_J19(bool isKilled)
    {
        var bench = new JournalBench();
        var buffer = await bench.StartAsync();
        var ids = await bench.AppendAsync(buffer, 900);
        var delivered = new HashSet<Guid>();
        for (var place = 0; place < 450; place++)
        {
            var held = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
            if (held is null || await buffer.ClaimAsync(1, 100_000, CancellationToken.None) is not { } claim)
            {
                break;
            }
            delivered.UnionWith(claim.Activities.Select(one => one.Id));
            await buffer.SettleAsync(claim, [Settlement.Delivered], CancellationToken.None);
        }
        BufferIdentity.AssertHolds(buffer.GetState());
        if (!isKilled)
        {
            await buffer.DisposeAsync();
        }
        bench.Disk.ReleaseAllLocks();

        var next = await bench.StartAsync();
        var rest = await JournalBench.DeliverAsync(next);

        Assert.IsGreaterThanOrEqualTo(JournalLimits.MaxSettledRanges, delivered.Count);
        Assert.IsEmpty(delivered.Intersect(rest));
        Assert.AreSequenceEqual(ids.Order(), delivered.Union(rest).Order());
        Assert.AreEqual((900, 0), (next.GetState().Delivered, next.GetState().Waiting));
    }

    [TestMethod]
    [DataRow(nameof(SettlementKind.Park))]
    [DataRow(nameof(SettlementKind.DeadLetter))]
    [DataRow(nameof(SettlementKind.Drop))]
    public async Task With_all_ranges_in_use_deliveries_are_remembered_and_what_would_leave_the_log_is_released_J19(
        string kind
    )
    {
        var bench = new JournalBench();
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 900);
        var claims = new List<Claim>();
        while (await buffer.ClaimAsync(1, 100_000, CancellationToken.None) is { } claim)
        {
            claims.Add(claim);
        }
        foreach (var claim in claims.Where((_, index) => index % 2 == 1))
        {
            await buffer.SettleAsync(claim, [Settlement.Delivered], CancellationToken.None);
        }
        var left = claims[800];
        var leftId = left.Activities[0].Id;
        var settlement = kind switch
        {
            nameof(SettlementKind.Park) => Settlement.Park(bench.Time.GetUtcNow(), "deferred"),
            nameof(SettlementKind.DeadLetter) => Settlement.DeadLetter("invalid-field"),
            _ => Settlement.Drop(DropReason.Suppressed),
        };
        await buffer.SettleAsync(left, [settlement], CancellationToken.None);
        var state = buffer.GetState();
        foreach (var claim in claims.Where((claim, index) => index % 2 == 0 && claim != left))
        {
            await buffer.SettleAsync(claim, [Settlement.Delivered], CancellationToken.None);
        }
        bench.PassLook();

        Assert.HasCount(900, claims);
        Assert.AreEqual((450, 450, 0), (state.Delivered, state.Waiting, state.Parked));
        Assert.AreEqual((0, 0), (state.DeadLetters, state.Dropped));
        Assert.AreSequenceEqual([leftId], await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual(900, buffer.GetState().SettledThrough);
    }

    [TestMethod]
    public async Task What_waits_longer_than_its_age_expires_in_the_log_and_when_it_is_parked()
    {
        var bench = new JournalBench(options => options.MaxAge = TimeSpan.FromHours(2));
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 2);
        await JournalBench.SettleAsync(buffer, Settlement.Park(bench.Time.GetUtcNow().AddHours(1), "deferred"), 1);
        bench.Time.Advance(TimeSpan.FromHours(3));
        var young = await bench.AppendAsync(buffer, 1);

        var delivered = await JournalBench.DeliverAsync(buffer);

        Assert.AreSequenceEqual(young, delivered);
        Assert.AreEqual(
            (3, 1, 2),
            (buffer.GetState().Recorded, buffer.GetState().Delivered, buffer.GetState().Dropped)
        );
        var givenUp = buffer.GetState().GivenUp;
        Assert.AreEqual((2, DropReason.Expired), (givenUp.Dropped, givenUp.LatestDrop));
    }

    [TestMethod]
    public async Task What_an_earlier_process_gave_up_is_not_the_doing_of_the_next()
    {
        var bench = new JournalBench();
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 2);
        await JournalBench.SettleAsync(buffer, Settlement.DeadLetter("invalid-field"), 1);
        await JournalBench.SettleAsync(buffer, Settlement.Drop(DropReason.Suppressed), 1);
        var first = buffer.GetState();
        await buffer.DisposeAsync();

        var second = (await bench.StartAsync()).GetState();

        Assert.AreEqual((1, "invalid-field"), (first.GivenUp.DeadLetters, first.GivenUp.LatestRejection));
        Assert.AreEqual((1, DropReason.Suppressed), (first.GivenUp.Dropped, first.GivenUp.LatestDrop));
        Assert.AreEqual((1, 1, GivenUp.Nothing), (second.DeadLetters, second.Dropped, second.GivenUp));
    }

    [TestMethod]
    public async Task Dead_letters_expire_and_their_segments_go()
    {
        var bench = new JournalBench(options => options.DeadLetterMaxAge = TimeSpan.FromDays(1));
        var buffer = await bench.StartAsync();
        await bench.AppendAsync(buffer, 2);
        await JournalBench.SettleAsync(buffer, Settlement.DeadLetter("invalid-field"), 2);
        Assert.AreEqual(2, buffer.GetState().DeadLetters);

        bench.Time.Advance(TimeSpan.FromDays(2));
        bench.PassLook();

        Assert.AreEqual((0, 2), (buffer.GetState().DeadLetters, buffer.GetState().Dropped));
        Assert.IsEmpty(bench.Journal.Segments(JournalStream.DeadLetters));
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    private static async Task<IReadOnlyList<Guid>> ParkOneAsync(JournalBench bench, JournalBuffer buffer, int seconds)
    {
        var ids = await bench.AppendAsync(buffer, 1);
        await JournalBench.SettleAsync(buffer, Settlement.Park(bench.Time.GetUtcNow().AddSeconds(seconds), "deferred"));
        return ids;
    }

    private static async Task<int> ReadsToOpenAsync(int count)
    {
        var time = new ObservedTimeProvider();
        var disk = new CrashingFileSystem(time);
        disk.CreateFolder(Some.Folder);
        var first = new TestJournal(disk, Some.Folder, time).Start();
        foreach (var chunk in JournalScript.Encoded(count).Chunk(500))
        {
            await first.AppendAsync(chunk);
        }
        await first.DisposeAsync();
        var before = disk.Reads;
        await using var second = new TestJournal(disk, Some.Folder, time).Start();
        await second.OpenAsync(CancellationToken.None);
        Assert.AreEqual(count, second.GetState().Waiting);
        return disk.Reads - before;
    }
}
