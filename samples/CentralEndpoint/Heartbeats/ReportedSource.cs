namespace CentralEndpoint.Heartbeats;

/// <summary>What a heartbeat says of one source. Numbers are 19 digits: their order as text is their order.</summary>
internal sealed record ReportedSource(string Source, string Last, string SettledThrough, long Waiting)
{
    public required IReadOnlyList<GivenUpRange> GivenUp { get; init; }
}
