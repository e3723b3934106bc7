using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering;

/// <summary>Holds what every buffer must do; one derived class for each buffer.</summary>
public abstract class BufferContractTests
{
    private readonly ObservedTimeProvider _time = new();

    internal abstract IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    );

    [TestMethod]
    public async Task An_empty_buffer_has_nothing_to_claim()
    {
        var buffer = Buffer();

        Assert.IsNull(await buffer.ClaimAsync(10, 10_000, CancellationToken.None));
        Assert.AreEqual(0, buffer.GetState().Recorded);
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    [TestMethod]
    public async Task Appended_activities_are_claimed_in_order_with_rising_numbers_and_their_own_bytes()
    {
        var buffer = Buffer();
        var appended = Encoded(3);

        var results = await buffer.AppendAsync(appended, CancellationToken.None);
        var claim = await buffer.ClaimAsync(10, 100_000, CancellationToken.None);

        Assert.IsTrue(results.All(result => result == RefusalReason.None));
        Assert.AreSequenceEqual(appended.Select(one => one.Id), claim!.Activities.Select(one => one.Id));
        Assert.AreSequenceEqual(
            appended.Select(one => Convert.ToHexString(one.Bytes.Span)),
            claim.Activities.Select(one => Convert.ToHexString(one.Bytes.Span))
        );
        Assert.AreEqual(1, claim.Activities[0].Sequence);
        Assert.IsTrue(
            claim.Activities.Zip(claim.Activities.Skip(1)).All(pair => pair.First.Sequence < pair.Second.Sequence)
        );
        Assert.StartsWith("/clients/acme-prod/", claim.Source);
    }

    [TestMethod]
    public async Task A_claim_keeps_to_the_count_and_the_bytes_but_holds_at_least_one()
    {
        var buffer = Buffer();
        var appended = Encoded(5);
        await buffer.AppendAsync(appended, CancellationToken.None);
        var one = appended[0].Bytes.Length;

        var byCount = await buffer.ClaimAsync(2, 100_000, CancellationToken.None);
        var byBytes = await buffer.ClaimAsync(10, one + 1, CancellationToken.None);
        var tooLarge = await buffer.ClaimAsync(10, 1, CancellationToken.None);

        Assert.HasCount(2, byCount!.Activities);
        Assert.HasCount(1, byBytes!.Activities);
        Assert.HasCount(1, tooLarge!.Activities);
    }

    [TestMethod]
    public async Task A_claim_holds_its_activities_until_it_is_settled()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(2), CancellationToken.None);

        var first = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        var second = await buffer.ClaimAsync(10, 100_000, CancellationToken.None);
        var third = await buffer.ClaimAsync(10, 100_000, CancellationToken.None);

        Assert.AreNotEqual(first!.Activities[0].Id, second!.Activities[0].Id);
        Assert.IsNull(third);
        Assert.AreEqual(2, buffer.GetState().Waiting);
    }

    [TestMethod]
    public async Task A_released_activity_comes_back_under_its_old_number_before_later_ones()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(3), CancellationToken.None);
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);

        await buffer.SettleAsync(claim!, [Settlement.Release], CancellationToken.None);
        var again = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);

        Assert.AreEqual(claim!.Activities[0].Sequence, again!.Activities[0].Sequence);
        Assert.AreEqual(claim.Activities[0].Id, again.Activities[0].Id);
    }

    [TestMethod]
    public async Task Each_way_to_settle_is_counted_and_the_identity_holds()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(5), CancellationToken.None);
        var claim = await buffer.ClaimAsync(5, 100_000, CancellationToken.None);

        await buffer.SettleAsync(
            claim!,
            [
                Settlement.Delivered,
                Settlement.DeadLetter("invalid-field"),
                Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"),
                Settlement.Drop(DropReason.Suppressed),
                Settlement.Release,
            ],
            CancellationToken.None
        );

        var state = buffer.GetState();
        Assert.AreEqual(
            (5, 1, 1, 1, 2, 1),
            (state.Recorded, state.Delivered, state.DeadLetters, state.Dropped, state.Waiting, state.Parked)
        );
        Assert.AreEqual(4, state.SettledThrough);
        Assert.AreEqual(5, state.LastSequence);
        Assert.AreEqual(_time.GetUtcNow(), state.LastAcknowledged);
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    public async Task SettledThrough_stops_at_the_first_open_activity_and_not_at_a_parked_one()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(3), CancellationToken.None);
        var first = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        var rest = await buffer.ClaimAsync(2, 100_000, CancellationToken.None);

        await buffer.SettleAsync(rest!, [Settlement.Delivered, Settlement.Delivered], CancellationToken.None);
        Assert.AreEqual(0, buffer.GetState().SettledThrough);

        await buffer.SettleAsync(
            first!,
            [Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred")],
            CancellationToken.None
        );
        Assert.AreEqual(3, buffer.GetState().SettledThrough);
        Assert.AreEqual(1, buffer.GetState().Waiting);
    }

    [TestMethod]
    public async Task A_released_activity_holds_its_source_for_the_longest_time_that_was_asked()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(3), CancellationToken.None);
        var claim = await buffer.ClaimAsync(2, 100_000, CancellationToken.None);
        Settlement[] settlements =
        [
            Settlement.ReleaseFor(TimeSpan.FromSeconds(30)),
            Settlement.ReleaseFor(TimeSpan.FromSeconds(5)),
        ];
        await buffer.SettleAsync(claim!, settlements, CancellationToken.None);

        var early = await buffer.ClaimAsync(3, 100_000, CancellationToken.None);
        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();
        Assert.IsFalse(wait.IsCompleted);
        await _time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await wait;
        var due = await buffer.ClaimAsync(3, 100_000, CancellationToken.None);

        Assert.IsNull(early);
        Assert.AreEqual(3, buffer.GetState().Waiting);
        Assert.AreSequenceEqual([1L, 2L, 3L], due!.Activities.Select(one => one.Sequence));
    }

    [TestMethod]
    public async Task A_parked_activity_is_claimable_again_when_it_is_due()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(1), CancellationToken.None);
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        await buffer.SettleAsync(
            claim!,
            [Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred")],
            CancellationToken.None
        );

        var early = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();
        Assert.IsFalse(wait.IsCompleted);
        await _time.PassWaitAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await wait;
        var due = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);

        Assert.IsNull(early);
        Assert.AreEqual(claim!.Activities[0].Sequence, due!.Activities[0].Sequence);
    }

    [TestMethod]
    public async Task WaitAsync_does_not_return_a_part_of_a_millisecond_before_a_parked_activity_is_due()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(1), CancellationToken.None);
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        var due = _time.GetUtcNow().AddHours(1);
        await buffer.SettleAsync(claim!, [Settlement.Park(due, "deferred")], CancellationToken.None);
        _time.Advance(TimeSpan.FromMicroseconds(400));

        var wait = buffer.WaitAsync(CancellationToken.None).AsTask();
        await _time.PassWaitAsync(TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        await wait;

        Assert.IsNotNull(await buffer.ClaimAsync(1, 100_000, CancellationToken.None));
    }

    [TestMethod]
    public async Task WaitAsync_returns_when_something_is_appended_or_released()
    {
        var buffer = Buffer();
        var forAppend = buffer.WaitAsync(CancellationToken.None).AsTask();
        Assert.IsFalse(forAppend.IsCompleted);
        await buffer.AppendAsync(Encoded(1), CancellationToken.None);
        await forAppend;

        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        var forRelease = buffer.WaitAsync(CancellationToken.None).AsTask();
        Assert.IsFalse(forRelease.IsCompleted);
        await buffer.SettleAsync(claim!, [Settlement.Release], CancellationToken.None);
        await forRelease;
    }

    [TestMethod]
    public async Task WaitAsync_ends_with_its_token()
    {
        using var source = new CancellationTokenSource();
        var wait = Buffer().WaitAsync(source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
    }

    [TestMethod]
    public async Task A_cancelled_token_records_nothing()
    {
        var buffer = Buffer();

        await Assert.ThrowsExactlyAsync<OperationCanceledException>(async () =>
            await buffer.AppendAsync(Encoded(1), new CancellationToken(canceled: true))
        );

        Assert.AreEqual(0, buffer.GetState().Recorded);
    }

    [TestMethod]
    public async Task A_full_buffer_refuses_and_takes_again_when_there_is_room()
    {
        var buffer = Buffer(options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes);
        var results = await buffer.AppendAsync(Encoded(6000), CancellationToken.None);

        Assert.AreEqual(RefusalReason.None, results[0]);
        Assert.AreEqual(RefusalReason.BufferFull, results[^1]);
        Assert.IsLessThanOrEqualTo(BufferOptions.MinMaxBytes, buffer.GetState().Bytes);

        var claim = await buffer.ClaimAsync(1200, int.MaxValue, CancellationToken.None);
        await buffer.SettleAsync(
            claim!,
            Enumerable.Repeat(Settlement.Delivered, claim!.Activities.Count).ToArray(),
            CancellationToken.None
        );
        Assert.AreEqual(RefusalReason.None, (await buffer.AppendAsync(Encoded(1), CancellationToken.None))[0]);
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    [TestMethod]
    public async Task Dead_letters_beyond_a_tenth_are_dropped_and_counted()
    {
        var buffer = Buffer(options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes);
        await buffer.AppendAsync(Encoded(2000), CancellationToken.None);
        var claim = await buffer.ClaimAsync(2000, int.MaxValue, CancellationToken.None);

        await buffer.SettleAsync(
            claim!,
            Enumerable.Repeat(Settlement.DeadLetter("invalid-field"), claim!.Activities.Count).ToArray(),
            CancellationToken.None
        );

        var state = buffer.GetState();
        Assert.IsGreaterThan(0, state.DeadLetters);
        Assert.IsGreaterThan(0, state.Dropped);
        Assert.IsLessThanOrEqualTo(BufferOptions.MinMaxBytes, state.Bytes);
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    public async Task A_claim_is_settled_once_and_whole()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(2), CancellationToken.None);
        var claim = await buffer.ClaimAsync(2, 100_000, CancellationToken.None);

        var counts = await Assert.ThrowsExactlyAsync<ArgumentException>(async () =>
            await buffer.SettleAsync(claim!, [Settlement.Delivered], CancellationToken.None)
        );
        await buffer.SettleAsync(claim!, [Settlement.Delivered, Settlement.Delivered], CancellationToken.None);
        var twice = await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () =>
            await buffer.SettleAsync(claim!, [Settlement.Delivered, Settlement.Delivered], CancellationToken.None)
        );

        Assert.Contains("The claim has 2 activities, but 1 settlements were given.", counts.Message);
        Assert.Contains("it was settled before", twice.Message);
        Assert.AreEqual(2, buffer.GetState().Delivered);
    }

    [TestMethod]
    public async Task After_disposal_an_append_is_refused_and_the_counters_stay()
    {
        var buffer = Buffer();
        await buffer.AppendAsync(Encoded(2), CancellationToken.None);

        buffer.Dispose();
        buffer.Dispose();
        var results = await buffer.AppendAsync(Encoded(1), CancellationToken.None);

        Assert.AreEqual(RefusalReason.Stopped, results.Single());
        Assert.AreEqual((2, 2), (buffer.GetState().Recorded, buffer.GetState().Waiting));
    }

    [TestMethod]
    public async Task Many_threads_append_claim_and_settle_and_nothing_is_lost_or_doubled()
    {
        var buffer = Buffer();
        var settled = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var appended = Encoded(4000);
        var appending = Task.WhenAll(
            appended
                .Chunk(100)
                .Select(chunk => Task.Run(async () => await buffer.AppendAsync(chunk, CancellationToken.None)))
        );
        var settling = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!appending.IsCompleted || buffer.GetState().Waiting > 0)
                    {
                        if (await buffer.ClaimAsync(37, 100_000, CancellationToken.None) is { } claim)
                        {
                            foreach (var one in claim.Activities)
                            {
                                settled.Add(one.Id);
                            }
                            await buffer.SettleAsync(
                                claim,
                                Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray(),
                                CancellationToken.None
                            );
                        }
                        // On few cores four that go round without a pause keep the appends from a thread.
                        await Task.Yield();
                    }
                })
            );

        await Task.WhenAll(settling.Append(appending));

        Assert.AreSequenceEqual(appended.Select(one => one.Id).Order(), settled.Order());
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    private IActivityBuffer Buffer(Action<UserActivityTrackingOptions>? change = null) =>
        Create(Some.Options(change), new TrackingMeter(factory: null), _time);

    private EncodedActivity[] Encoded(int count)
    {
        var encoder = new ActivityEncoder(Some.Options(), _time);
        return Enumerable.Range(0, count).Select(number => encoder.Encode(Some.Activity($"user-{number}"))).ToArray();
    }
}
