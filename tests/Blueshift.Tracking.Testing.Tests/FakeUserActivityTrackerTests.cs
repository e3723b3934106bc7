using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.Tests;

[TestClass]
public sealed class FakeUserActivityTrackerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeUserActivityTracker _tracker = new(new FakeTimeProvider(Now));

    [TestMethod]
    public async Task What_was_tracked_is_found_again_with_its_id_and_date()
    {
        var result = await _tracker.TrackAsync(UserActivity.Created(User()));

        var activity = Assert.ContainsSingle(_tracker.Activities);
        Assert.AreEqual((result.ActivityId, Now), (activity.Id!.Value, activity.Date!.Value));
        Assert.AreSame(activity, _tracker.Latest);
        Assert.AreEqual(1, _tracker.Count);
        Assert.IsTrue(result.IsRecorded);
    }

    [TestMethod]
    public async Task The_host_s_own_id_and_date_are_kept()
    {
        var id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");

        var result = await _tracker.TrackAsync(UserActivity.Created(User()).WithId(id).At(Now.AddDays(-1)));

        Assert.AreEqual(id, result.ActivityId);
        Assert.AreEqual((id, Now.AddDays(-1)), (_tracker.Latest.Id!.Value, _tracker.Latest.Date!.Value));
    }

    [TestMethod]
    public async Task Of_tells_kinds_apart_and_bulk_keeps_the_order()
    {
        var results = await _tracker.TrackAsync([
            UserActivity.Created(User()),
            UserActivity.Deactivated(User()),
            UserActivity.Created(User()),
        ]);

        Assert.HasCount(3, results);
        Assert.HasCount(2, _tracker.Of(UserActivityKind.Created));
        Assert.HasCount(1, _tracker.Of(UserActivityKind.Deactivated));
        Assert.IsEmpty(_tracker.Of(UserActivityKind.Deleted));
        Assert.AreSequenceEqual(
            results.Select(result => result.ActivityId),
            _tracker.Activities.Select(one => one.Id!.Value)
        );
    }

    [TestMethod]
    public async Task NextResult_refuses_as_many_as_were_asked_for_and_then_no_more()
    {
        _tracker.NextResult(RefusalReason.DiskFull);
        _tracker.NextResult(RefusalReason.BufferFull);

        var results = await _tracker.TrackAsync(Enumerable.Repeat(UserActivity.Created(User()), 3));

        Assert.AreSequenceEqual(
            [RefusalReason.DiskFull, RefusalReason.BufferFull, RefusalReason.None],
            results.Select(result => result.RefusalReason)
        );
        Assert.AreEqual(1, _tracker.Count);
    }

    [TestMethod]
    public async Task Clear_forgets_activities_and_refusals()
    {
        await _tracker.TrackAsync(UserActivity.Created(User()));
        _tracker.NextResult(RefusalReason.DiskFull);

        _tracker.Clear();

        Assert.AreEqual(0, _tracker.Count);
        Assert.IsTrue((await _tracker.TrackAsync(UserActivity.Created(User()))).IsRecorded);
    }

    [TestMethod]
    public void Latest_of_nothing_says_what_to_look_at()
    {
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => _tracker.Latest);

        Assert.Contains("No activity was recorded. Did the code under test call TrackAsync?", exception.Message);
    }

    [TestMethod]
    public async Task It_adjusts_and_validates_as_the_real_tracker_does()
    {
        Assert.IsTrue((await _tracker.TrackAsync(UserActivity.Created(User(firstName: "Ame\tlia")))).Adjusted);
        await Assert.ThrowsExactlyAsync<ArgumentNullException>(async () =>
            await _tracker.TrackAsync((UserActivity)null!)
        );
        await Assert.ThrowsExactlyAsync<ArgumentException>(async () => await _tracker.TrackAsync([null!]));
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(async () =>
            await _tracker.TrackAsync(UserActivity.Created(User()), new CancellationToken(canceled: true))
        );
        Assert.IsTrue(await _tracker.FlushAsync(TimeSpan.Zero));
    }

    [TestMethod]
    public async Task Many_threads_may_use_it()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var count = 0; count < 500; count++)
                        {
                            await _tracker.TrackAsync(UserActivity.Created(User()));
                        }
                    })
                )
        );

        Assert.AreEqual(4000, _tracker.Count);
        Assert.HasCount(4000, _tracker.Activities.Select(one => one.Id).Distinct());
    }

    private static TrackedUser User(string firstName = "Amelia") =>
        new()
        {
            Key = "user-1",
            FirstName = firstName,
            LastName = "Nguyen",
            Email = "amelia.nguyen@customer.example",
        };
}
