namespace CentralEndpoint.Reports.Cohorts;

/// <summary>How many of a cohort are active at the end of a month. The names of the members are those of the JSON.</summary>
/// <param name="Month">The first day of the month, in the instance's zone.</param>
/// <param name="Running">Whether it is not over: until now.</param>
/// <param name="Users">How many of the cohort had become active by its end.</param>
/// <param name="Active">How many of them are active then.</param>
public sealed record CohortCell(DateOnly Month, bool Running, long Users, long Active)
{
    /// <summary>Gets the share that is active, to four places.</summary>
    public double Retained => Users == 0 ? 0 : Math.Round((double)Active / Users, 4);
}
