using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>Several batches are on their way at once while the endpoint is well, and one while it is not.</summary>
[TestClass]
public sealed class BatchFlightsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DeliveryAnswer Unreachable = DeliveryAnswer.TryLater(
        DeliveryFault.Unreachable,
        "HTTP 503 with text/plain"
    );

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    public async Task As_many_as_MaxInFlight_are_on_their_way_at_once(int maxInFlight)
    {
        _transport.Gate = _gate.Task;
        await using var host = Host(maxInFlight);

        await TrackAsync(host, count: 20);
        var sent = new List<OutgoingBatch>();
        for (var index = 0; index < maxInFlight; index++)
        {
            sent.Add(await _transport.NextAsync());
        }
        _gate.SetResult();
        await host.FlushAsync();

        Assert.AreEqual(maxInFlight, _transport.MostAtOnce);
        Assert.AreSequenceEqual(
            Enumerable.Range(1, 2 * maxInFlight).Select(number => (long)number),
            // They take off in order; which is at the endpoint first is the network's.
            sent.SelectMany(batch => batch.Activities).Select(activity => activity.Sequence).Order()
        );
        Assert.AreEqual(20, host.State.Delivered);
    }

    [TestMethod]
    public async Task One_that_hangs_does_not_keep_the_next_from_being_settled()
    {
        _transport.Gate = _gate.Task;
        await using var host = Host(maxInFlight: 2);
        using var delivered = host.Counter("activities.delivered");

        await TrackAsync(host, count: 2);
        await _transport.NextAsync();
        _transport.Gate = Task.CompletedTask;
        await TrackAsync(host, count: 2);
        await delivered.WaitForMeasurementsAsync(1, TimeSpan.FromSeconds(60));

        Assert.AreEqual((2, 2), (host.State.Delivered, host.State.Waiting));
        _gate.SetResult();
        await host.FlushAsync();
        Assert.AreEqual(4, host.State.Delivered);
    }

    [TestMethod]
    public async Task Two_that_fail_together_are_one_try_and_one_probes_until_the_endpoint_is_well_again()
    {
        _transport.Then(Unreachable).Then(Unreachable).Then(Unreachable);
        _transport.Gate = _gate.Task;
        await using var host = Host(maxInFlight: 2);

        await TrackAsync(host, count: 20);
        await _transport.NextAsync();
        await _transport.NextAsync();
        _gate.SetResult();
        await host.Time.PassWaitAsync(1 * Second, 2 * Second);
        var probe = await _transport.NextAsync();
        await host.Time.PassWaitAsync(2 * Second, 4 * Second);
        var again = await _transport.NextAsync();
        await host.FlushAsync();

        Assert.AreEqual(1, probe.Activities[0].Sequence);
        Assert.AreEqual(1, again.Activities[0].Sequence);
        Assert.AreEqual(20, host.State.Delivered);
    }

    [TestMethod]
    public async Task While_a_bad_one_is_searched_for_one_batch_is_on_its_way()
    {
        const int Full = 8;
        var mostWhileSearching = 0;
        _transport.Gate = _gate.Task;
        for (var request = 0; request < 40; request++)
        {
            _transport.Then(batch =>
            {
                // Only a search sends fewer. What took off with the refused one may still be on its way when that is answered.
                if (batch.Activities.Count < Full)
                {
                    mostWhileSearching = Math.Max(mostWhileSearching, _transport.AtOnce);
                }
                return batch.Activities.Any(activity => activity.Sequence == 3)
                    ? DeliveryAnswer.BatchRefused("HTTP 400 with application/problem+json")
                    : ScriptedTransport.Accept(batch);
            });
        }
        await using var host = Host(maxInFlight: 2, maxBatchCount: Full);

        await TrackAsync(host, count: 4 * Full);
        await _transport.NextAsync();
        await _transport.NextAsync();
        _gate.SetResult();
        await host.FlushAsync();

        Assert.AreEqual((31, 1), (host.State.Delivered, host.State.DeadLetters));
        Assert.AreEqual(1, mostWhileSearching);
        Assert.AreEqual(2, _transport.MostAtOnce);
    }

    [TestMethod]
    public async Task A_stop_releases_what_is_on_its_way()
    {
        _transport.Gate = _gate.Task;
        await using var host = Host(maxInFlight: 2);

        await TrackAsync(host, count: 4);
        await _transport.NextAsync();
        await _transport.NextAsync();
        var stopping = host.Lifetime.StopAsync(CancellationToken.None);
        await host.Time.PassWaitAsync(3 * Second, 3 * Second);
        await stopping.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.AreEqual((0, 4), (host.State.Delivered, host.State.Waiting));
    }

    private TrackingHost Host(int maxInFlight, int maxBatchCount = 2) =>
        new(
            _transport,
            options =>
            {
                options.Delivery.MaxInFlight = maxInFlight;
                options.Delivery.MaxBatchCount = maxBatchCount;
                options.Delivery.Linger = TimeSpan.Zero;
                options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(3);
            }
        );

    private static async Task TrackAsync(TrackingHost host, int count) =>
        await host.Tracker.TrackAsync(Enumerable.Range(0, count).Select(number => Some.Activity($"user-{number}")));
}
