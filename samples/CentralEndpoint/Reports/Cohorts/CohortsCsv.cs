namespace CentralEndpoint.Reports.Cohorts;

/// <summary>The report of cohorts as a table, one row for each instance or client, cohort and month.</summary>
internal static class CohortsCsv
{
    public static CsvTable Of(CohortsReport report)
    {
        var table = new CsvTable([
            .. RowColumns.Names,
            "cohort",
            "month",
            "running",
            "users",
            "active",
            "retained",
            .. RowColumns.Ends,
        ]);
        foreach (var row in report.Rows)
        {
            foreach (var cohort in row.Cohorts)
            {
                foreach (var cell in cohort.Cells)
                {
                    table.Add([
                        .. RowColumns.Of(row),
                        cohort.Month,
                        cell.Month,
                        cell.Running,
                        cell.Users,
                        cell.Active,
                        cell.Retained,
                        .. RowColumns.EndsOf(report.AsOf, knownAt: null, report.Definition),
                    ]);
                }
            }
        }

        return table;
    }
}
