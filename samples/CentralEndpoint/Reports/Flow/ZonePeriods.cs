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

    /// <summary>Gives the number, the beginning and the end of each, in Unix milliseconds.</summary>
    public IEnumerable<long[]> Each() =>
        Enumerable.Range(0, Count).Select(n => new[] { n, _moments[n], _moments[n + 1] });

    public FlowPeriod Make(int number, long opening, FlowCount? count) =>
        new(_edges[number], _edges[number + 1])
        {
            Running = IsLastRunning && number == Count - 1,
            Opening = opening,
            Baseline = count?.Baseline ?? 0,
            New = count?.New ?? 0,
            Reactivated = count?.Reactivated ?? 0,
            Removed = count?.Removed ?? 0,
        };
}
