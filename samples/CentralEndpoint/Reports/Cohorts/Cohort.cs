namespace CentralEndpoint.Reports.Cohorts;

/// <summary>Users who became active for the first time in one month, and how many of them still are. The names of the members are those of the JSON.</summary>
/// <param name="Month">The first day of the month; absent for those who were there before their instance began to report.</param>
/// <param name="Cells">One for each month from then on; none where the cohort has nobody.</param>
public sealed record Cohort(DateOnly? Month, IReadOnlyList<CohortCell> Cells)
{
    /// <summary>Gets how many there are.</summary>
    public long Users => Cells.Count == 0 ? 0 : Cells[^1].Users;
}
