using CentralEndpoint.Reports;

namespace CentralEndpoint.Audit;

/// <summary>A page of entries as a table.</summary>
internal static class AuditCsv
{
    public static CsvTable Of(AuditList list)
    {
        var table = new CsvTable(
            "number",
            "time",
            "actor",
            "roles",
            "action",
            "target",
            "count",
            "purpose",
            "reference",
            "request"
        );
        foreach (var entry in list.Entries)
        {
            table.Add(
                entry.Number,
                entry.Time,
                entry.Actor,
                entry.Roles,
                entry.Action,
                entry.Target,
                entry.Count,
                entry.Purpose,
                entry.Reference,
                entry.Request
            );
        }

        return table;
    }
}
