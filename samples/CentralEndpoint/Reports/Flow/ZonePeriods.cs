using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Flow;

/// <summary>The periods of a span as one zone has them: none that lies ahead, and the running one until now.</summary>
internal sealed class ZonePeriods
{
    private readonly IReadOnlyList<DateOnly> _edges;
    private readonly List<long> _moments = [];

    public ZonePeriods(string zone, FlowSpan span, DateTimeOffset now)
    {
        Zone = zone;
        _edges = span.Edges;
        var found = ZoneDays.Find(zone);
        foreach (var start in span.Edges.Select(edge => ZoneDays.StartOf(edge, found)))
        {
            if (start >= now)
            {
                IsLastRunning = true;
                _moments.Add(UnixTime.Before(now));
                break;
            }

            _moments.Add(UnixTime.Before(start));
        }
    }

    public string Zone { get; }

    /// <summary>Gets how many there are; none where the first one lies ahead.</summary>
    public int Count => _moments.Count - 1;

    /// <summary>Gets when the first one begins, in Unix milliseconds.</summary>
    public KeyValuePair<string, long> Beginning => new(Zone, _moments[0]);

    /// <summary>Gets when the last one ends.</summary>
    public KeyValuePair<string, long> End => new(Zone, _moments[^1]);

    private bool IsLastRunning { get; }

    /// <summary>Gives the periods of each zone, without those zones in which all lie ahead.</summary>
    public static Dictionary<string, ZonePeriods> ByZone(
        IEnumerable<InstanceRow> instances,
        FlowSpan span,
        DateTimeOffset now
    ) =>
        instances
            .Select(static row => row.Zone)
            .Distinct()
            .Select(zone => new ZonePeriods(zone, span, now))
            .Where(static zone => zone.Count > 0)
            .ToDictionary(static zone => zone.Zone, StringComparer.Ordinal);

    /// <summary>Gives the days of a period, the second of which counts no more.</summary>
    public (DateOnly From, DateOnly To) Days(int number) => (_edges[number], _edges[number + 1]);

    /// <summary>Gives the moments between which a period lies, in Unix milliseconds.</summary>
    public (long Since, long Until) Moments(int number) => (_moments[number], _moments[number + 1]);

    public bool IsRunning(int number) => IsLastRunning && number == Count - 1;

    /// <summary>Gets all of them as one: its number, its beginning and its end.</summary>
    public long[] Whole => [0, _moments[0], _moments[^1]];

    /// <summary>Gives the number, the beginning and the end of each, in Unix milliseconds.</summary>
    public IEnumerable<long[]> Each() =>
        Enumerable.Range(0, Count).Select(n => new[] { n, _moments[n], _moments[n + 1] });

    public FlowPeriod Make(int number, long opening, FlowCount? count) =>
        new(_edges[number], _edges[number + 1])
        {
            Running = IsRunning(number),
            Opening = opening,
            Baseline = count?.Baseline ?? 0,
            New = count?.New ?? 0,
            Reactivated = count?.Reactivated ?? 0,
            Removed = count?.Removed ?? 0,
        };
}
