using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class UserActivityTrackerTests
{
    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task A_recorded_activity_is_delivered_under_the_id_that_the_caller_was_told()
    {
        await using var host = new TrackingHost(_transport);

        var result = await host.Tracker.TrackAsync(Some.Activity());
        var batch = await _transport.NextAsync();

        Assert.AreEqual(TrackStatus.Recorded, result.Status);
        Assert.AreEqual(result.ActivityId, batch.Activities.Single().Id);
        Assert.IsFalse(result.Adjusted);
    }

    [TestMethod]
    public async Task TrackAsync_never_waits_for_the_network()
    {
        var shut = new TaskCompletionSource();
        _transport.Gate = shut.Task;
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();
        var calls = Enumerable
            .Range(0, 1000)
            .Select(number => host.Tracker.TrackAsync(Some.Activity($"user-{number}")));

        // The endpoint holds the first batch: each call is complete when it returns.
        Assert.IsTrue(calls.All(call => call.IsCompletedSuccessfully && call.Result.IsRecorded));
        Assert.AreEqual(1001, host.State.Waiting);
        shut.SetResult();
        await host.FlushAsync();
        Assert.AreEqual(1001, host.State.Delivered);
    }

    [TestMethod]
    public async Task Bulk_results_come_in_order_and_the_batch_keeps_it()
    {
        await using var host = new TrackingHost(_transport);

        var results = await host.Tracker.TrackAsync(
            Enumerable.Range(0, 20).Select(number => Some.Activity($"user-{number}"))
        );
        var batch = await _transport.NextAsync();

        Assert.AreSequenceEqual(results.Select(result => result.ActivityId), batch.Activities.Select(one => one.Id));
        Assert.AreSequenceEqual(
            Enumerable.Range(1, 20).Select(number => (long)number),
            batch.Activities.Select(one => one.Sequence)
        );
    }

    [TestMethod]
    public async Task An_empty_bulk_call_records_nothing()
    {
        await using var host = new TrackingHost(_transport);

        Assert.IsEmpty(await host.Tracker.TrackAsync([]));
        Assert.AreEqual(0, host.State.Recorded);
    }

    [TestMethod]
    public async Task A_null_activity_throws_and_names_the_parameter()
    {
        await using var host = new TrackingHost(_transport);

        var exception = await Assert.ThrowsExactlyAsync<ArgumentNullException>(async () =>
            await host.Tracker.TrackAsync((UserActivity)null!)
        );

        Assert.AreEqual("activity", exception.ParamName);
        Assert.Contains("Value cannot be null", exception.Message);
    }

    [TestMethod]
    public async Task A_null_in_a_bulk_call_throws_with_its_index_and_nothing_is_recorded()
    {
        await using var host = new TrackingHost(_transport);

        var exception = await Assert.ThrowsExactlyAsync<ArgumentException>(async () =>
            await host.Tracker.TrackAsync([Some.Activity(), null!])
        );

        Assert.Contains("The activity at index 1 is null. Nothing was recorded", exception.Message);
        Assert.AreEqual(0, host.State.Recorded);
    }

    [TestMethod]
    public async Task A_cancelled_token_means_not_recorded()
    {
        await using var host = new TrackingHost(_transport);

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(async () =>
            await host.Tracker.TrackAsync(Some.Activity(), new CancellationToken(canceled: true))
        );

        Assert.AreEqual(0, host.State.Recorded);
    }

    [TestMethod]
    [DataRow("Ame\tlia", "Control")]
    [DataRow("half a pair", "Surrogate")]
    [DataRow("\u2003Amelia", "Trimmed")]
    [DataRow("5,000 characters", "Cut")]
    public async Task A_name_beyond_its_limits_is_adjusted_counted_and_delivered(string name, string rule)
    {
        await using var host = new TrackingHost(_transport);
        using var adjusted = host.Counter("activities.adjusted");
        var firstName = rule switch
        {
            "Surrogate" => "Ame\ud800lia",
            "Cut" => new string('a', 5000),
            _ => name,
        };

        var result = await host.Tracker.TrackAsync(UserActivity.Created(Some.User(firstName: firstName)));
        await host.FlushAsync();

        Assert.IsTrue(result.IsRecorded);
        Assert.IsTrue(result.Adjusted);
        Assert.AreEqual(1, host.State.Delivered);
        var count = adjusted.GetMeasurementSnapshot().Single();
        Assert.AreEqual(1, count.Value);
        Assert.AreEqual("firstName", count.Tags["member"]);
        Assert.AreEqual(rule, count.Tags["rule"]);
    }

    [TestMethod]
    public async Task A_full_buffer_refuses_the_newest_counts_it_and_keeps_the_rest()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(
            _transport,
            options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes
        );
        using var recorded = host.Counter("activities.recorded");
        using var refused = host.Counter("activities.refused");

        var results = await host.Tracker.TrackAsync(
            Enumerable.Range(0, 5000).Select(number => Some.Activity($"user-{number}"))
        );

        var kept = results.Count(result => result.IsRecorded);
        Assert.IsInRange(1000, 4999, kept);
        Assert.IsTrue(results.Skip(kept).All(result => result.RefusalReason == RefusalReason.BufferFull));
        // In the process: captured + late = recorded + refused, with nothing late in memory.
        Assert.AreEqual(
            5000,
            recorded.GetMeasurementSnapshot().Sum(one => one.Value)
                + refused.GetMeasurementSnapshot().Sum(one => one.Value)
        );
        BufferIdentity.AssertHolds(host.State);
    }

    [TestMethod]
    public async Task Refusals_are_told_once_and_again_when_they_end()
    {
        var shut = new TaskCompletionSource();
        _transport.Gate = shut.Task;
        await using var host = new TrackingHost(
            _transport,
            options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes
        );

        var results = await host.Tracker.TrackAsync(
            Enumerable.Range(0, 5000).Select(number => Some.Activity($"user-{number}"))
        );
        shut.SetResult();
        await host.FlushAsync();
        await host.Tracker.TrackAsync(Some.Activity());

        var refused = results.Count(result => !result.IsRecorded);
        var worse = Assert.ContainsSingle(log => log.Id.Id == 1030, host.Logs);
        Assert.AreEqual(LogLevel.Warning, worse.Level);
        Assert.Contains("Activities are refused and so not recorded: BufferFull;", worse.Message);
        Assert.Contains(
            $"recorded again after 0 s, in which {refused} were refused",
            Assert.ContainsSingle(log => log.Id.Id == 1031, host.Logs).Message
        );
    }

    [TestMethod]
    public async Task FailureMode_Throw_throws_once_after_all_were_tried_with_the_results()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(
            _transport,
            options =>
            {
                options.Buffer.MaxBytes = BufferOptions.MinMaxBytes;
                options.FailureMode = FailureMode.Throw;
            }
        );

        var exception = await Assert.ThrowsExactlyAsync<UserActivityRefusedException>(async () =>
            await host.Tracker.TrackAsync(Enumerable.Range(0, 5000).Select(number => Some.Activity($"user-{number}")))
        );

        Assert.HasCount(5000, exception.Results);
        Assert.AreEqual(RefusalReason.BufferFull, exception.Reason);
        Assert.AreEqual(exception.Results.First(result => !result.IsRecorded).ActivityId, exception.ActivityId);
        Assert.Contains("of 5000 activities were not recorded, the first because of BufferFull", exception.Message);
        Assert.DoesNotContain("Amelia", exception.ToString());
    }

    [TestMethod]
    public async Task After_disposal_TrackAsync_is_refused_with_Stopped()
    {
        var host = new TrackingHost(_transport);
        var tracker = host.Tracker;
        await host.DisposeAsync();

        var result = await tracker.TrackAsync(Some.Activity());

        Assert.AreEqual((TrackStatus.Refused, RefusalReason.Stopped), (result.Status, result.RefusalReason));
    }

    [TestMethod]
    public async Task FlushAsync_is_false_when_the_time_runs_out_and_the_activity_stays()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(_transport);
        await host.Tracker.TrackAsync(Some.Activity());

        var flush = host.Tracker.FlushAsync(TimeSpan.FromMinutes(7)).AsTask();
        await host.Time.PassWaitAsync(TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(7));

        Assert.IsFalse(await flush);
        Assert.AreEqual(1, host.State.Waiting);
    }

    [TestMethod]
    public async Task FlushAsync_with_nothing_waiting_is_true_at_once()
    {
        await using var host = new TrackingHost(_transport);

        Assert.IsTrue(await host.Tracker.FlushAsync(TimeSpan.Zero));
    }

    [TestMethod]
    public async Task FlushAsync_refuses_a_negative_time()
    {
        await using var host = new TrackingHost(_transport);

        var exception = await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(async () =>
            await host.Tracker.FlushAsync(TimeSpan.FromSeconds(-1))
        );

        Assert.AreEqual("timeout", exception.ParamName);
    }
}
