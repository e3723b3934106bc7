using System.Collections.Concurrent;
using System.Diagnostics;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Diagnostics;

// Whoever listens to spans listens to those of the whole process.
[TestClass]
[DoNotParallelize]
public sealed class TrackingTraceTests
{
    private static readonly string[] Verdicts = ["accepted", "duplicate", "rejected", "deferred"];
    private static readonly string[] Canaries = ["amelia", "nguyen", "user-1", Some.InstanceId, "bst1_"];

    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task A_call_is_a_span_of_the_request_that_made_it_and_its_delivery_is_nobody_s()
    {
        using var spans = new Spans();
        using var request = new Activity("a request of the host").Start();
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();

        Assert.AreSame(request, Activity.Current, "What the host does goes on in its own span.");
        var track = Assert.ContainsSingle(spans.Named("track user-activities"));
        Assert.AreEqual((request.Id, ActivityKind.Internal), (track.ParentId, track.Kind));
        var deliveries = spans.Named("deliver user-activities");
        Assert.HasCount(2, deliveries, "The connection test, and the activity.");
        foreach (var deliver in deliveries)
        {
            Assert.IsNull(deliver.ParentId);
            Assert.AreNotEqual(request.TraceId, deliver.TraceId);
            Assert.AreEqual(ActivityKind.Client, deliver.Kind);
        }
    }

    [TestMethod]
    public async Task A_delivery_is_no_child_of_whatever_runs_it()
    {
        using var spans = new Spans();
        using var around = new Activity("around").Start();

        using (TrackingTrace.Deliver(1, "tracking.vendor.example"))
        {
            await Task.Yield();
        }

        Assert.IsNull(Assert.ContainsSingle(spans.All).ParentId);
    }

    [TestMethod]
    public async Task A_delivery_says_what_came_of_it_in_numbers_and_words()
    {
        using var spans = new Spans();
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"));
        _transport.Then(_ =>
            DeliveryAnswer.Of([
                new(VerdictStatus.Accepted, null, null),
                new(VerdictStatus.Duplicate, null, null),
                new(VerdictStatus.Rejected, "too-large", null),
            ])
        );
        await using var host = new TrackingHost(_transport, options => options.Delivery.MaxInFlight = 1);
        await host.Tracker.TrackAsync([Some.Activity("one"), Some.Activity("two"), Some.Activity("three")]);
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.FlushAsync();

        var track = Assert.ContainsSingle(spans.Named("track user-activities"));
        Assert.AreEqual("3 recorded", $"{Tag(track, "messaging.batch.message_count")} {Outcome(track)}");
        var deliveries = spans.Named("deliver user-activities");
        Assert.AreSequenceEqual(["answered", "unreachable", "answered"], deliveries.Select(Outcome));
        Assert.AreSequenceEqual(
            ["Unset", "Error", "Unset"],
            deliveries.Select(span => $"{span.Status}"),
            "Only what failed is an error."
        );
        Assert.AreEqual("unreachable", Tag(deliveries[1], "error.type"));
        Assert.AreEqual(
            "1 1 1 0",
            string.Join(' ', Verdicts.Select(verdict => Tag(deliveries[2], "blueshift.tracking." + verdict)))
        );
        Assert.AreEqual("tracking.vendor.example", Tag(deliveries[2], "server.address"));
    }

    [TestMethod]
    public async Task What_spans_hold_is_a_closed_list_and_nothing_of_a_person_or_an_instance()
    {
        using var spans = new Spans();
        _transport.Then(DeliveryAnswer.Pause(DeliveryFault.CredentialRefused, "HTTP 401"));
        await using var host = new TrackingHost(_transport);
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        await host.FlushAsync();

        var listed = OperatingPages.Table("Attribute", "Span").Select(row => row[0]).Order().ToList();
        var seen = spans.All.SelectMany(span => span.TagObjects).Select(tag => tag.Key).Distinct().Order();
        Assert.AreSequenceEqual(listed, seen);
        var values = spans
            .All.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.StatusDescription ?? ""))
            .ToList();
        foreach (var canary in Canaries)
        {
            Assert.IsEmpty(values.Where(value => value.Contains(canary, StringComparison.OrdinalIgnoreCase)), canary);
        }
        Assert.IsEmpty(spans.All.SelectMany(span => span.Baggage));
    }

    [TestMethod]
    public async Task A_request_that_the_stop_ends_is_no_failure()
    {
        using var spans = new Spans();
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(_transport);
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();

        await host.Lifetime.StopAsync(CancellationToken.None);

        var ended = spans.Named("deliver user-activities")[1];
        Assert.AreEqual(("stopped", ActivityStatusCode.Unset), (Outcome(ended), ended.Status));
    }

    [TestMethod]
    public void It_costs_nothing_while_nobody_listens()
    {
        Assert.IsNull(TrackingTrace.Track(1), "Nobody listens.");
        Assert.IsNull(TrackingTrace.Deliver(1, "tracking.vendor.example"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var call = 0; call < 1000; call++)
        {
            TrackingTrace.End(TrackingTrace.Track(1), "recorded", isFailure: false);
            TrackingTrace.End(TrackingTrace.Deliver(1, "tracking.vendor.example"), "answered", isFailure: false);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Outcome(Activity span) => Tag(span, "blueshift.tracking.outcome");

    private static string Tag(Activity span, string name) => $"{span.GetTagItem(name)}";

    /// <summary>Listens to the library's spans.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Blueshift.Tracking",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> All => [.. _ended];

        public List<Activity> Named(string name) => _ended.Where(span => span.OperationName == name).ToList();

        public void Dispose() => _listener.Dispose();
    }
}
