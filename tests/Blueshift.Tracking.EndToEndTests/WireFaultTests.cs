using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.KillTarget;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Faults;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>
/// Ten thousand activities on their way to the endpoint's real process, under the faults of one seed after the other. A seed that failed is run
/// alone with <c>BLUESHIFT_SEED</c>: it draws the same faults in the same order; which batch meets which is a matter of timing.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class WireFaultTests
{
    private const int Activities = 10_000;

    // By the client's clock; what ends a run that hangs is the patience.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromDays(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DeliveryLedger _ledger = new();

    public static IEnumerable<int> Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("BLUESHIFT_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? [seed]
            : Enumerable.Range(1, Assurance.Count(slice: 1, full: 200));

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Whatever_happens_on_the_wire_each_activity_arrives_once(int seed)
    {
        using var endpoint = await RunningEndpoint.StartAsync();
        await using var wire = await FaultyWire.StartAsync(seed, endpoint);
        await using var application = new Application(wire.Configure, wire.Clock, sendsHeartbeats: true);
        string Message() => $"BLUESHIFT_SEED={seed}: {wire.Story}";

        try
        {
            await TrackAsync(seed, wire, application).WaitAsync(Patience);
            Assert.IsTrue(await application.Tracker.FlushAsync(FlushTimeout).AsTask().WaitAsync(Patience), Message());
            // To a flush what is parked is settled.
            await application.Counts.WhenAsync("activities.delivered", Activities).WaitAsync(Patience);
        }
        catch (TimeoutException fault)
        {
            var log = string.Join('\n', application.Log.TakeLast(15));
            throw new TimeoutException($"Nothing came of it. {Message()}\n{log}", fault);
        }

        var findings = _ledger.Compare(endpoint.Stored());
        Assert.IsTrue(findings.IsClean, $"{findings}; {Message()}");
        Assert.AreEqual((Activities, Activities), (findings.Recorded, findings.Stored), Message());
        application.Counts.AssertIdentities(Message());
        Assert.AreEqual(Activities, application.Counts.Sum("activities.delivered"), Message());
        var health = await endpoint.HealthAsync();
        Assert.AreEqual(("live", 0), (health.State, health.Gap), Message());
        Assert.IsEmpty(wire.Front.Violations.All, Message());
        Assert.IsGreaterThan(10, wire.Front.Requests.Count(request => request.Step != "normal"), Message());
        Assert.DoesNotContain(line => line.StartsWith("1024", StringComparison.Ordinal), application.Log, Message());
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same calls.")]
    private async Task TrackAsync(int seed, FaultyWire wire, Application application)
    {
        var random = new Random(seed);
        for (var first = 0; first < Activities; )
        {
            var requests = wire.Front.Requests.Count;
            var call = Enumerable
                .Range(first, Math.Min(random.Next(1, 800), Activities - first))
                .Select(number => Activity(new NumberedId(seed, 0, number)))
                .ToList();
            foreach (var result in await wire.Clock.HoldAsync(() => application.Tracker.TrackAsync(call).AsTask()))
            {
                Assert.IsTrue(result.IsRecorded, $"{result.RefusalReason}");
                _ledger.Recorded($"{result.ActivityId}");
            }
            first += call.Count;
            // So that recording and delivery go on side by side.
            await wire.Front.UntilAsync(front => front.Requests.Count > requests);
        }
    }

    private static UserActivity Activity(NumberedId id) =>
        UserActivity.Created(Application.User(id.Number)).WithId(id.ToGuid());
}
