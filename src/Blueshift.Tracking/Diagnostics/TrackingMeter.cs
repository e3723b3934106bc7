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
        _adjusted = Counter("activities.adjusted", "Values adjusted to their limits, by member and rule.");
        _delivered = Counter("activities.delivered", "Activities that the endpoint has, by verdict.");
        _deadLettered = Counter("activities.dead_lettered", "Activities that the endpoint will never take, by reason.");
        _dropped = Counter("activities.dropped", "Activities given up after recording, by reason.");
        _attempts = _meter.CreateCounter<long>(
            Prefix + "delivery.attempts",
            unit: "{request}",
            description: "Requests to the endpoint, by outcome."
        );
        _revocationUnknown = _meter.CreateCounter<long>(
            Prefix + "tls.revocation_unknown",
            unit: "{connection}",
            description: "Connections made although nobody told whether the endpoint's certificate was revoked."
        );
    }

    /// <summary>Adds a gauge that is read when somebody listens.</summary>
    public void Gauge(string name, string unit, string description, Func<double> read) =>
        _meter.CreateObservableGauge(Prefix + name, read, unit, description);

    public void Recorded(UserActivityStatus status, long count) =>
        Add(_recorded, count, Tag("status", status == UserActivityStatus.Addition ? "addition" : "removal"));

    public void Refused(RefusalReason reason, long count)
    {
        Add(_refused, count, Tag("reason", reason.ToString()));
        _condition?.Refused(reason, count);
    }

    public void Adjusted(string member, string rule) => Add(_adjusted, 1, Tag("member", member), Tag("rule", rule));

    public void Delivered(string verdict, int count) => Add(_delivered, count, Tag("verdict", verdict));

    public void DeadLettered(string reason) => Add(_deadLettered, 1, Tag("reason", reason));

    public void Dropped(DropReason reason, long count = 1)
    {
        Add(_dropped, count, Tag("reason", reason.ToString()));
        _condition?.Dropped(reason);
    }

    /// <summary>Counts what the buffer has although its caller was told that it has not.</summary>
    public void Late(long additions, long removals)
    {
        Add(_late, additions + removals);
        Add(_recorded, additions, Tag("status", "addition"));
        Add(_recorded, removals, Tag("status", "removal"));
    }

    /// <summary>Counts what came to the buffer, before it has answered.</summary>
    public void Captured(long count) => Add(_captured, count);

    public void Attempted(string outcome) => Add(_attempts, 1, Tag("outcome", outcome));

    public void RevocationUnknown() => Add(_revocationUnknown, 1);

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
        if (count == 0)
        {
            return;
        }
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // The count is the listener's loss alone.
        }
    }

    private Counter<long> Counter(string name, string description) =>
        _meter.CreateCounter<long>(Prefix + name, unit: "{activity}", description: description);
}
