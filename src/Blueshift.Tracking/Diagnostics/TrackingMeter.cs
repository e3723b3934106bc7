using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Owns the instruments of the meter <c>Blueshift.Tracking</c>. Tags come from closed lists and hold no personal data.</summary>
internal sealed class TrackingMeter : IDisposable
{
    public const string MeterName = "Blueshift.Tracking";

    private const string Prefix = "blueshift.tracking.";

    private readonly Meter _meter;
    private readonly Counter<long> _recorded;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _captured;
    private readonly Counter<long> _late;
    private readonly Counter<long> _adjusted;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _revocationUnknown;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _faults;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Histogram<double> _trackDuration;

    private readonly TrackingCondition? _condition;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">The host's, if it has one.</param>
    /// <param name="condition">Is told of what was refused and given up, for the heartbeat and health.</param>
    public TrackingMeter(IMeterFactory? factory, TrackingCondition? condition = null)
    {
        _condition = condition;
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _recorded = Counter("activities.recorded", "Activities that the buffer has, by status flag.");
        _refused = Counter("activities.refused", "Activities that were not recorded, by reason.");
        _captured = Counter("activities.captured", "Activities that came to the buffer.");
        _late = Counter("activities.late", "Activities on the disk after all, although refused as StorageTimeout.");
        _adjusted = Counter("activities.adjusted", "Values adjusted to their limits, by member and rule.", "{value}");
        _delivered = Counter("activities.delivered", "Activities that the endpoint has, by verdict.");
        _deadLettered = Counter("activities.dead_lettered", "Activities that the endpoint will never take, by reason.");
        _dropped = Counter("activities.dropped", "Activities given up after recording, by reason.");
        _attempts = Counter("delivery.attempts", "Requests to the endpoint, by outcome.", "{request}");
        _skipped = Counter("capture.skipped", "Changes that were seen and for which nothing was recorded, by reason.");
        _faults = Counter("capture.faults", "Faults of capture's own, by reason; the host's saves went on.", "{fault}");
        _deliveryDuration = Histogram(
            "delivery.duration",
            "Time that a request took, by outcome.",
            DurationBuckets.Request
        );
        _trackDuration = Histogram(
            "track.duration",
            "Time that a call of TrackAsync took, by outcome.",
            DurationBuckets.Call
        );
        _revocationUnknown = Counter(
            "tls.revocation_unknown",
            "Connections made although nobody told whether the endpoint's certificate was revoked.",
            "{connection}"
        );
    }

    /// <summary>Gets whether somebody listens to how long calls take: only then the clock is read.</summary>
    public bool ListensToTrackDuration => _trackDuration.Enabled;

    /// <summary>
    /// Begins each count of what is lost at 0, so that a system that watches it sees the first. Called when listeners are there.
    /// </summary>
    public void Begin()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None))
        {
            _refused.AddGuarded(0, Tag("reason", reason.ToString()));
        }
        foreach (var reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            _dropped.AddGuarded(0, Tag("reason", reason.ToString()));
        }
    }

    /// <summary>Adds a gauge that is read when somebody listens.</summary>
    public void Gauge(string name, string? unit, string description, Func<double> read) =>
        _meter.CreateObservableGauge(Prefix + name, read, unit, description);

    public void Recorded(UserActivityStatus status, long count) =>
        _recorded.AddSome(count, Tag("status", status == UserActivityStatus.Addition ? "addition" : "removal"));

    public void Refused(RefusalReason reason, long count)
    {
        _refused.AddSome(count, Tag("reason", reason.ToString()));
        _condition?.Refused(reason, count);
    }

    /// <summary>Counts changes that were seen and for which nothing was recorded, which reconciling is to find.</summary>
    public void CaptureSkipped(RefusalReason reason, long count)
    {
        _skipped.AddSome(count, Tag("reason", ContractWords.Of(reason)));
        _condition?.CaptureSkipped(reason);
    }

    public void CaptureFaulted(string reason)
    {
        _faults.AddGuarded(1, Tag("reason", reason));
        _condition?.CaptureFaulted();
    }

    public void Adjusted(string member, string rule) =>
        _adjusted.AddGuarded(1, Tag("member", member), Tag("rule", rule));

    public void Delivered(string verdict, int count) => _delivered.AddSome(count, Tag("verdict", verdict));

    public void DeadLettered(string reason) => _deadLettered.AddGuarded(1, Tag("reason", reason));

    public void Dropped(DropReason reason, long count = 1)
    {
        _dropped.AddSome(count, Tag("reason", reason.ToString()));
        _condition?.Dropped(reason);
    }

    /// <summary>Counts what the buffer has although its caller was told that it has not.</summary>
    public void Late(long additions, long removals)
    {
        _late.AddSome(additions + removals);
        _recorded.AddSome(additions, Tag("status", "addition"));
        _recorded.AddSome(removals, Tag("status", "removal"));
    }

    /// <summary>Counts what came to the buffer, before it has answered.</summary>
    public void Captured(long count) => _captured.AddSome(count);

    public void Attempted(string outcome) => _attempts.AddGuarded(1, Tag("outcome", outcome));

    public void RevocationUnknown() => _revocationUnknown.AddGuarded(1);

    public void Delivering(string outcome, TimeSpan duration) =>
        _deliveryDuration.RecordGuarded(duration.TotalSeconds, Tag("outcome", outcome));

    public void Tracking(string outcome, TimeSpan duration) =>
        _trackDuration.RecordGuarded(duration.TotalSeconds, Tag("outcome", outcome));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private Histogram<double> Histogram(string name, string description, IReadOnlyList<double> boundaries) =>
        _meter.CreateHistogram(
            Prefix + name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries }
        );

    private Counter<long> Counter(string name, string description, string unit = "{activity}") =>
        _meter.CreateCounter<long>(Prefix + name, unit, description);
}
