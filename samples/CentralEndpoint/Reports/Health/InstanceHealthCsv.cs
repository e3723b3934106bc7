namespace CentralEndpoint.Reports.Health;

/// <summary>The report of the instances' states as a table.</summary>
internal static class InstanceHealthCsv
{
    public static CsvTable Of(InstanceHealthReport report)
    {
        var table = new CsvTable(
            "instance",
            "client",
            "kind",
            "state",
            "reason",
            "last_heard",
            "libraries",
            "waiting",
            "oldest_waiting",
            "dead_letters",
            "refused",
            "gap",
            "lost_with_buffers",
            "active_there",
            "active_here",
            "resync_asked",
            "clock_skew_seconds",
            "credential_expires",
            "as_of",
            "definition"
        );
        foreach (var row in report.Instances)
        {
            Add(table, report, row);
        }

        return table;
    }

    private static void Add(CsvTable table, InstanceHealthReport report, InstanceHealth row) =>
        table.Add(
            row.Instance,
            row.Client,
            row.Kind,
            row.State,
            row.Reason,
            row.LastHeard,
            string.Join(' ', row.Libraries),
            row.Waiting,
            row.OldestWaiting,
            row.DeadLetters,
            row.Refused,
            row.Gap,
            row.LostWithBuffers,
            row.ActiveThere,
            row.ActiveHere,
            row.IsResyncAsked,
            row.ClockSkewSeconds,
            row.CredentialExpires,
            report.AsOf,
            report.Definition
        );
}
