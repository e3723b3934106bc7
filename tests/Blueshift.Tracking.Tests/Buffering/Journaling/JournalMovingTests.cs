using System.Buffers.Text;
using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>What belongs to another is kept and sent nowhere until the setting names it; then nothing is lost and nothing doubles.</summary>
[TestClass]
public sealed class JournalMovingTests
{
    private const string Corrected = "acme-production";
    private const string OldHost = "tracking.vendor.example";
    private const string NewHost = "tracking.new.example";

    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;

    public JournalMovingTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
        _files.FlushFolder("/");
    }

    [TestMethod]
    [DataRow(Corrected, OldHost, null)]
    [DataRow(Some.InstanceId, NewHost, null)]
    [DataRow(Corrected, OldHost, "acme-other")]
    [DataRow(Corrected, NewHost, Some.InstanceId)]
    [DataRow(Some.InstanceId, NewHost, "acme-prod@tracking.other.example")]
    public async Task What_nobody_named_is_counted_as_foreign_told_and_not_sent(string id, string host, string? move)
    {
        await RecordAsync(_files, "ada", "ben");

        await using var bench = Bench(_files, id, host, move);
        await bench.RecordAsync("cem");
        await bench.Archive.MoveAsync(CancellationToken.None);

        Assert.AreEqual((2, 1), (bench.State.Foreign, bench.State.Waiting));
        Assert.HasCount(1, await bench.DrainAsync());
        Assert.AreEqual(
            LogLevel.Warning,
            bench.Journal.Log.Collector.GetSnapshot().Single(record => record.Id.Id == 1046).Level
        );
    }

    [TestMethod]
    public async Task When_the_old_settings_return_it_is_sent_as_before()
    {
        await RecordAsync(_files, "ada", "ben");
        await using (var other = Bench(_files, Corrected, OldHost, move: null))
        {
            await other.DrainAsync();
        }

        await using var bench = new PersonBench(_files, _time);

        Assert.HasCount(2, await bench.DrainAsync());
    }

    [TestMethod]
    public async Task A_buffer_whose_endpoint_alone_changed_is_given_to_the_new_host_as_it_is()
    {
        var ids = await RecordAsync(_files, "ada", "ben");

        await using (var bench = Bench(_files, Some.InstanceId, NewHost, $"{Some.InstanceId}@{OldHost}"))
        {
            var sent = await bench.DrainAsync();
            Assert.AreSequenceEqual(ids, sent.Select(one => one.Activity.Id));
            Assert.AreSequenceEqual([1L, 2L], sent.Select(one => one.Activity.Sequence));
            Assert.AreEqual((0, 2, 0), (bench.State.Foreign, bench.State.Delivered, bench.State.Dropped));
        }
        await using var after = Bench(_files.Restart(CrashMode.NothingUnflushed), Some.InstanceId, NewHost, move: null);
        await after.Buffer.OpenAsync(CancellationToken.None);
        Assert.AreEqual((0, 2), (after.State.Foreign, after.State.Recorded));
    }

    [TestMethod]
    [DataRow(OldHost, Some.InstanceId)]
    [DataRow(NewHost, "acme-prod@tracking.vendor.example")]
    public async Task What_waits_under_an_old_id_is_encoded_anew_and_keeps_its_id_date_and_fields(
        string host,
        string move
    )
    {
        var ids = await RecordAsync(_files, "ada", "ben");
        var recorded = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromDays(3));

        await using var bench = Bench(_files, Corrected, host, move);
        await bench.Archive.MoveAsync(CancellationToken.None);

        Assert.AreEqual((0, 2, 2), (bench.State.Foreign, bench.State.Waiting, bench.State.Recorded));
        var sent = await bench.DrainAsync();
        Assert.AreSequenceEqual(ids, sent.Select(one => one.Activity.Id));
        Assert.StartsWith($"/clients/{Corrected}/", sent[0].Source);
        var subject = new byte[Subject.Length];
        new Subject(Corrected).Write("ada", subject);
        var json = Encoding.UTF8.GetString(sent[0].Activity.Bytes.Span);
        Assert.Contains($"\"subject\":\"{Base64Url.EncodeToString(subject)}\"", json);
        Assert.Contains($"\"clientInstanceId\":\"{Corrected}\"", json);
        Assert.Contains("\"email\":\"ada@customer.example\"", json);
        Assert.Contains($"\"date\":\"{recorded:yyyy-MM-dd'T'HH:mm:ss.fff}Z\"", json);
    }

    [TestMethod]
    public async Task It_happens_by_itself_when_the_buffer_is_opened_and_the_old_journal_says_where_they_went()
    {
        await RecordAsync(_files, "ada");
        await using var bench = Bench(_files, Corrected, OldHost, Some.InstanceId);

        await bench.Buffer.WaitAsync(CancellationToken.None);

        Assert.HasCount(1, await bench.DrainAsync());
        await bench.DisposeAsync();
        await using var old = new PersonBench(_files, _time);
        await old.Buffer.OpenAsync(CancellationToken.None);
        Assert.AreEqual((1, 1, 0), (old.State.Recorded, old.State.Dropped, old.State.Waiting));
    }

    [TestMethod]
    public async Task More_than_a_batch_is_moved_in_order()
    {
        var ids = await RecordAsync(_files, Enumerable.Range(0, 230).Select(number => $"user-{number}").ToArray());

        await using var bench = Bench(_files, Corrected, OldHost, Some.InstanceId);
        await bench.Archive.MoveAsync(CancellationToken.None);

        Assert.AreSequenceEqual(ids, (await bench.DrainAsync()).Select(one => one.Activity.Id));
        Assert.AreEqual((0, GivenUp.Nothing), (bench.State.Foreign, bench.State.GivenUp));
    }

    [TestMethod]
    public async Task Whatever_operation_of_a_move_loses_power_nothing_is_lost_and_at_most_one_batch_comes_twice()
    {
        var ids = await RecordAsync(_files, Enumerable.Range(0, 150).Select(number => $"user-{number}").ToArray());
        var (first, last) = await OperationsAsync();
        Assert.IsGreaterThan(10, last - first);
        foreach (var mode in new[] { CrashMode.NothingUnflushed, CrashMode.EverythingWritten, CrashMode.Random })
        {
            for (var operation = first; operation <= last; operation++)
            {
                var sent = await CrashAndGoOnAsync(operation, mode);

                var where = $"{mode} at operation {operation}";
                Assert.AreSequenceEqual(ids.Order(), sent.Distinct().Order(), where);
                // The endpoint knows the second copy by its id, because the instance is the same.
                Assert.IsLessThanOrEqualTo(100, sent.Count - ids.Count, where);
            }
        }
    }

    private async Task<(int First, int Last)> OperationsAsync()
    {
        var files = _files.Restart(CrashMode.EverythingWritten);
        await using var bench = Bench(files, Corrected, OldHost, Some.InstanceId);
        var first = files.Operations + 1;
        await bench.Archive.MoveAsync(CancellationToken.None);
        return (first, files.Operations);
    }

    private async Task<IReadOnlyList<Guid>> CrashAndGoOnAsync(int operation, CrashMode mode)
    {
        var files = _files.Restart(CrashMode.EverythingWritten);
        var bench = Bench(files, Corrected, OldHost, Some.InstanceId);
        files.CrashAt(operation);
        await bench.Archive.MoveAsync(CancellationToken.None);

        await using var next = Bench(files.Restart(mode, operation), Corrected, OldHost, Some.InstanceId);
        await next.Archive.MoveAsync(CancellationToken.None);
        Assert.AreEqual(0, next.State.Foreign);
        BufferIdentity.AssertHolds(next.State);
        return (await next.DrainAsync()).Select(one => one.Activity.Id).ToList();
    }

    private PersonBench Bench(CrashingFileSystem files, string instanceId, string host, string? move) =>
        new(
            files,
            _time,
            options =>
            {
                options.ClientInstanceId = instanceId;
                options.Endpoint = new Uri($"https://{host}");
                options.MoveWaiting = move;
            }
        );

    // A process with the settings of before records, and ends.
    private async Task<IReadOnlyList<Guid>> RecordAsync(CrashingFileSystem files, params string[] keys)
    {
        await using var bench = new PersonBench(files, _time);
        await bench.RecordAsync(keys);
        var claim = await bench.ClaimAsync();
        var ids = claim.Activities.Select(one => one.Id).ToList();
        await bench.SettleAsync(claim, keys.Select(_ => Settlement.Release).ToArray());
        return ids;
    }
}
