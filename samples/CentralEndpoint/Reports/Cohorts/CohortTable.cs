using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports.Cohorts;

/// <summary>Puts counts into the triangle of cohorts and months.</summary>
/// <param name="months">The months.</param>
/// <param name="isLastRunning">Whether the last one is not over somewhere.</param>
internal sealed class CohortTable(ZonePeriods months, bool isLastRunning)
{
    /// <summary>Adds the counts of some instances up.</summary>
    public IReadOnlyList<Cohort> Of(IEnumerable<CohortCount> counts)
    {
        var cells = counts.ToLookup(static count => (count.Cohort, count.Month));
        return
        [
            .. Enumerable
                .Range(CohortCounts.Before, months.Count + 1)
                .Select(cohort => new Cohort(
                    cohort == CohortCounts.Before ? null : months.Days(cohort).From,
                    [
                        .. Enumerable
                            .Range(0, months.Count)
                            .Where(month => cells.Contains((cohort, month)))
                            .Select(month => Cell(month, cells[(cohort, month)])),
                    ]
                )),
        ];
    }

    private CohortCell Cell(int month, IEnumerable<CohortCount> counts) =>
        counts.Aggregate(
            new CohortCell(months.Days(month).From, isLastRunning && month == months.Count - 1, 0, 0),
            static (sum, one) => sum with { Users = sum.Users + one.Users, Active = sum.Active + one.Active }
        );
}
