namespace CentralEndpoint.Reports.Restatement;

/// <summary>The restatements of one instance, or of a client. The names of the members are those of the JSON.</summary>
public sealed record RestatementRow : ReportRow
{
    public required IReadOnlyList<RestatedPeriod> Periods { get; init; }
}
