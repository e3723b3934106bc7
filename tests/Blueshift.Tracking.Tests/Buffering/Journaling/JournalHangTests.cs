using System.Diagnostics.Metrics;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>A disk that does not answer holds up nobody for longer than the time given.</summary>
[TestClass]
public sealed class JournalHangTests
{
    private static readonly TimeSpan Timeout = new BufferOptions().AppendTimeout;

    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _disk;
    private readonly EncodedActivity[] _activities = JournalScript.Encoded(500);

    public JournalHangTests()
    {
        _disk = new CrashingFileSystem(_time);
        _disk.CreateFolder(Some.Folder);
    }

    [TestMethod]
    [DataRow("Write")]
    [DataRow("Flush")]
    [DataRow("Create")]
    [DataRow("FlushFolder")]
    public async Task While_the_disk_hangs_callers_are_refused_and_what_it_took_after_all_is_counted_as_late(
        string call
    )
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var meter = new TrackingMeter(meters);
        using var late = new MetricCollector<long>(
            meters,
            TrackingMeter.MeterName,
            "blueshift.tracking.activities.late"
        );
        var buffer = Journal(meter).Start();
        await buffer.OpenAsync(CancellationToken.None);
        _disk.HangWhen((name, path) => name == call && path.Contains("/log", StringComparison.Ordinal));

        var hanging = Task.Run(() => buffer.AppendAsync(_activities[..3]));
        await _disk.WaitUntilHangingAsync();
        _time.Advance(Timeout);
        var refused = (await hanging).Concat(await buffer.AppendAsync(_activities[3..4])).ToList();
        _disk.Resume();
        await late.WaitForMeasurementsAsync(1, TimeSpan.FromSeconds(60));
        var taken = await buffer.AppendAsync(_activities[4..5]);

        Assert.IsTrue(refused.All(answer => answer == RefusalReason.StorageTimeout));
        Assert.AreEqual(3, late.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.AreEqual(RefusalReason.None, taken.Single());
        // J22: five captured and three late are four recorded and four refused.
        Assert.AreEqual(5 + 3, buffer.GetState().Recorded + refused.Count);
        Assert.AreEqual(_activities[0].Id, (await JournalBench.DeliverAsync(buffer))[0]);
    }

    [TestMethod]
    public async Task While_opening_hangs_callers_are_refused_in_time_and_then_at_once()
    {
        _disk.HangWhen((name, _) => name == "CreateFolder");
        var buffer = Journal().Start();

        var first = Task.Run(() => buffer.AppendAsync(_activities[..1]));
        await _disk.WaitUntilHangingAsync();
        await _time.PassWaitAsync(Timeout, Timeout);
        var second = await buffer.AppendAsync(_activities[1..2]);
        _disk.Resume();
        await buffer.OpenAsync(CancellationToken.None);
        var third = await buffer.AppendAsync(_activities[2..3]);

        Assert.AreEqual(RefusalReason.StorageTimeout, (await first).Single());
        Assert.AreEqual(RefusalReason.StorageTimeout, second.Single());
        Assert.AreEqual(RefusalReason.None, third.Single());
    }

    [TestMethod]
    [DataRow("CreateFolder")]
    [DataRow("Flush")]
    public async Task Disposal_ends_although_the_disk_hangs_and_the_journal_is_closed_when_it_answers(string call)
    {
        var buffer = Journal().Start();
        if (call == "Flush")
        {
            await buffer.AppendAsync(_activities[..1]);
        }
        _disk.HangWhen((name, _) => name == call);
        var opening = Task.Run(() => buffer.OpenAsync(CancellationToken.None).AsTask());
        if (call != "Flush")
        {
            // Opening hangs before the end begins; what was open already hangs at its end.
            await _disk.WaitUntilHangingAsync();
        }

        var disposal = Task.Run(() => buffer.DisposeAsync().AsTask());
        await _disk.WaitUntilHangingAsync();
        await _time.PassWaitAsync(2 * Timeout, 2 * Timeout);
        await disposal;
        var answer = await buffer.AppendAsync(_activities[1..2]);
        _disk.Resume();
        await opening;

        Assert.AreEqual(RefusalReason.Stopped, answer.Single());
    }

    [TestMethod]
    public async Task While_a_settlement_hangs_capture_and_the_counters_go_on_and_disposal_ends()
    {
        var buffer = Journal().Start();
        await buffer.AppendAsync(_activities[..2]);
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        _disk.HangWhen((name, path) => name == "Flush" && path.EndsWith("bookmark", StringComparison.Ordinal));

        var settling = Task.Run(() =>
            buffer.SettleAsync(claim!, [Settlement.Delivered], CancellationToken.None).AsTask()
        );
        await _disk.WaitUntilHangingAsync();
        var answer = await buffer.AppendAsync(_activities[2..3]);
        var state = buffer.GetState();
        var disposal = Task.Run(() => buffer.DisposeAsync().AsTask());
        await _time.PassWaitAsync(2 * Timeout, 2 * Timeout);
        await disposal;
        _disk.Resume();
        await settling;

        Assert.AreEqual(RefusalReason.None, answer.Single());
        Assert.AreEqual(3, state.Recorded);
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    public async Task A_cancelled_caller_is_not_recorded_and_those_around_it_are()
    {
        var buffer = Journal().Start();
        await buffer.AppendAsync(_activities[..1]);
        _disk.HangWhen((name, path) => name == "Flush" && path.Contains("/log/", StringComparison.Ordinal));
        var first = Task.Run(() => buffer.AppendAsync(_activities[1..2]));
        await _disk.WaitUntilHangingAsync();
        using var source = new CancellationTokenSource();

        var pending = Enumerable
            .Range(2, 20)
            .Select(index => buffer.AppendAsync(_activities[index..(index + 1)], index == 9 ? source.Token : default))
            .ToList();
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => pending[7]);
        _disk.Resume();
        pending.RemoveAt(7);
        var answers = await Task.WhenAll(pending);
        await first;

        Assert.IsTrue(answers.All(answer => answer.Single() == RefusalReason.None));
        Assert.AreEqual(21, buffer.GetState().Recorded);
        Assert.DoesNotContain(_activities[9].Id, await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task Whoever_appends_while_the_buffer_is_disposed_is_recorded_or_told_so()
    {
        var buffer = Journal().Start();
        var appending = Enumerable
            .Range(0, 400)
            .Select(index => Task.Run(() => buffer.AppendAsync(_activities[index..(index + 1)])))
            .ToList();
        await buffer.DisposeAsync();
        var answers = (await Task.WhenAll(appending)).Select(answer => answer.Single()).ToList();

        Assert.IsTrue(answers.All(answer => answer is RefusalReason.None or RefusalReason.Stopped));
        var recorded = answers.Count(answer => answer == RefusalReason.None);
        Assert.HasCount(recorded, await JournalBench.DeliverAsync(Journal().Start(), 1000));
    }

    [TestMethod]
    public async Task A_buffer_that_ended_before_its_first_use_opens_nothing_any_more()
    {
        var buffer = Journal().Start();
        await buffer.DisposeAsync();

        await buffer.OpenAsync(CancellationToken.None);

        Assert.AreEqual(RefusalReason.Stopped, (await buffer.AppendAsync(_activities[..1])).Single());
        Assert.IsEmpty(_disk.Paths);
    }

    private TestJournal Journal(TrackingMeter? meter = null) =>
        new(_disk, Some.Folder, _time)
        {
            Options = Some.Options(options => options.Buffer.MinFreeDiskBytes = 0),
            Meter = meter ?? new TrackingMeter(factory: null),
        };
}
