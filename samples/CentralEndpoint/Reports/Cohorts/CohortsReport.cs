namespace CentralEndpoint.Reports.Cohorts;

/// <summary>How many of those who came in a month stayed. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="Total">All instances but test ones together.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record CohortsReport(DateTimeOffset AsOf, IReadOnlyList<Cohort> Total, IReadOnlyList<CohortsRow> Rows)
{
    public string Definition { get; } =
        "A user belongs to the cohort of the month, in the instance's own zone, in which they became active for the first time; who was there "
        + "before the instance began to report is in a cohort of its own, before tracking, of which nobody knows how many had gone by then. "
        + "Retained is the share of a cohort that is active at the end of a month, whether or not they were away in between; of the running "
        + "month it is until now. One person at two instances counts twice.";
}
