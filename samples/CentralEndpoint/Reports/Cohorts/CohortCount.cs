namespace CentralEndpoint.Reports.Cohorts;

/// <summary>How many users of a cohort are active at the end of a month, as one row of the report's statement.</summary>
public sealed class CohortCount
{
    public required string Instance { get; init; }

    /// <summary>Gets the month in which they became active for the first time, from 0; -1 for those who were there before.</summary>
    public required int Cohort { get; init; }

    /// <summary>Gets the number of the month, from 0.</summary>
    public required int Month { get; init; }

    /// <summary>Gets how many of the cohort had become active by its end.</summary>
    public required long Users { get; init; }

    /// <summary>Gets how many of them are active at its end.</summary>
    public required long Active { get; init; }
}
