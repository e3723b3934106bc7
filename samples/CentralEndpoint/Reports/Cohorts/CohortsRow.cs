namespace CentralEndpoint.Reports.Cohorts;

/// <summary>The cohorts of one instance, or of a client. The names of the members are those of the JSON.</summary>
public sealed record CohortsRow : ReportRow
{
    /// <summary>Gets those who were there before, then those of each month.</summary>
    public required IReadOnlyList<Cohort> Cohorts { get; init; }
}
