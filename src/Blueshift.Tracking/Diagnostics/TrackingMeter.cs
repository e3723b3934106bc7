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
            Add(_refused, 0, Tag("reason", reason.ToString()));
        }
        foreach (var reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            Add(_dropped, 0, Tag("reason", reason.ToString()));
        }
    }

    /// <summary>Adds a gauge that is read when somebody listens.</summary>
    public void Gauge(string name, string? unit, string description, Func<double> read) =>
        _meter.CreateObservableGauge(Prefix + name, read, unit, description);

    public void Recorded(UserActivityStatus status, long count) =>
        AddSome(_recorded, count, Tag("status", status == UserActivityStatus.Addition ? "addition" : "removal"));

    public void Refused(RefusalReason reason, long count)
    {
        AddSome(_refused, count, Tag("reason", reason.ToString()));
        _condition?.Refused(reason, count);
    }

    /// <summary>Counts changes that were seen and for which nothing was recorded, which reconciling is to find.</summary>
    public void CaptureSkipped(RefusalReason reason, long count)
    {
        AddSome(_skipped, count, Tag("reason", ContractWords.Of(reason)));
        _condition?.CaptureSkipped(reason);
    }

    public void CaptureFaulted(string reason)
    {
        Add(_faults, 1, Tag("reason", reason));
        _condition?.CaptureFaulted();
    }

    public void Adjusted(string member, string rule) => Add(_adjusted, 1, Tag("member", member), Tag("rule", rule));

    public void Delivered(string verdict, int count) => AddSome(_delivered, count, Tag("verdict", verdict));

    public void DeadLettered(string reason) => Add(_deadLettered, 1, Tag("reason", reason));

    public void Dropped(DropReason reason, long count = 1)
    {
        AddSome(_dropped, count, Tag("reason", reason.ToString()));
        _condition?.Dropped(reason);
    }

    /// <summary>Counts what the buffer has although its caller was told that it has not.</summary>
    public void Late(long additions, long removals)
    {
        AddSome(_late, additions + removals);
        AddSome(_recorded, additions, Tag("status", "addition"));
        AddSome(_recorded, removals, Tag("status", "removal"));
    }

    /// <summary>Counts what came to the buffer, before it has answered.</summary>
    public void Captured(long count) => AddSome(_captured, count);

    public void Attempted(string outcome) => Add(_attempts, 1, Tag("outcome", outcome));

    public void RevocationUnknown() => Add(_revocationUnknown, 1);

    public void Delivering(string outcome, TimeSpan duration) => Record(_deliveryDuration, duration, outcome);

    public void Tracking(string outcome, TimeSpan duration) => Record(_trackDuration, duration, outcome);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    // A listener of the host runs inside the call, and its faults are not the caller's.
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A listener may throw anything."
    )]
    private static void Add(Counter<long> counter, long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // The count is the listener's loss alone.
        }
    }

    private static void AddSome(
        Counter<long> counter,
        long count,
        params ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        if (count > 0)
        {
            Add(counter, count, tags);
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A listener may throw anything."
    )]
    private static void Record(Histogram<double> histogram, TimeSpan duration, string outcome)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, Tag("outcome", outcome));
        }
        catch (Exception)
        {
            // The measurement is the listener's loss alone.
        }
    }

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
