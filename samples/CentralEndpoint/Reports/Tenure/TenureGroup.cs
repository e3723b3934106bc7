namespace CentralEndpoint.Reports.Tenure;

/// <summary>For how long users of one kind were active. The names of the members are those of the JSON.</summary>
/// <param name="Users">How many there are.</param>
/// <param name="MedianDays">Half of them were active for so many days of 24 hours or less, to one place; absent where there are none.</param>
/// <param name="Buckets">How many were active for less than 30, 90, 180, 365 and 730 days, each without those before, and for longer.</param>
public sealed record TenureGroup(long Users, double? MedianDays, IReadOnlyList<long> Buckets)
{
    private const double Day = 24 * 60 * 60 * 1000;

    private static readonly int[] s_limits = [30, 90, 180, 365, 730];

    internal static IReadOnlyList<string> BucketNames { get; } =
    ["under 30 days", "30 to 89", "90 to 179", "180 to 364", "365 to 729", "730 days and more"];

    internal static TenureGroup Of(IEnumerable<TenureTime> times)
    {
        var days = times.Select(static time => time.Milliseconds / Day).Order().ToList();
        var buckets = new long[s_limits.Length + 1];
        foreach (var one in days)
        {
            buckets[s_limits.Count(limit => one >= limit)]++;
        }

        return new TenureGroup(days.Count, Median(days), buckets);
    }

    /// <summary>Adds the buckets of some groups up.</summary>
    internal static IReadOnlyList<long> Sum(IEnumerable<TenureGroup> groups) =>
        groups.Aggregate(
            new long[s_limits.Length + 1],
            static (sum, group) => [.. sum.Zip(group.Buckets, static (one, other) => one + other)]
        );

    private static double? Median(List<double> sorted) =>
        sorted.Count == 0 ? null : Math.Round((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, 1);
}
