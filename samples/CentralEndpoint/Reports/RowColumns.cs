namespace CentralEndpoint.Reports;

/// <summary>The columns that every table of rows has.</summary>
internal static class RowColumns
{
    public static readonly string[] Names = ["client", "instance", "instances", "test", "zone", "state"];

    /// <summary>Gets the last ones: when the report was made, as known when, and what its figures mean.</summary>
    public static readonly string[] Ends = ["as_of", "known_at", "definition"];

    /// <param name="asOf">When the report was made.</param>
    /// <param name="knownAt">As known when; absent for when it was made.</param>
    /// <param name="definition">What its figures mean.</param>
    public static object?[] EndsOf(DateTimeOffset asOf, DateTimeOffset? knownAt, string definition) =>
        [asOf, knownAt ?? asOf, definition];

    public static object?[] Of(ReportRow row) =>
        [row.Client, row.Instance, row.Instances, row.IsTest, row.Zone, row.State];
}
