namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>The databases that the central endpoint is measured on.</summary>
internal static class EndpointEngines
{
    public static readonly IReadOnlyList<(string Argument, string Name)> All =
    [
        ("sqlite", "SQLite"),
        ("postgres", "PostgreSQL"),
    ];
}
