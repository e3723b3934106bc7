namespace CentralEndpoint.Reports.Tenure;

/// <summary>For how long users were active. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="At">The time that is meant: a moment, or a day that is meant by its end in each instance's zone.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record TenureReport(DateTimeOffset AsOf, string At, IReadOnlyList<TenureRow> Rows)
{
    public string Definition { get; } =
        "A user's tenure is all the time for which they were active at an instance, added up, in days of 24 hours; of those who still are "
        + "active until the time that is asked for. The median is the middle one, or the mean of the two in the middle. Of a user who was there "
        + "before the instance began to report, only the time since then is known. One person at two instances counts twice.";
}
