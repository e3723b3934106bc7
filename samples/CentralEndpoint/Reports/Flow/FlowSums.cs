namespace CentralEndpoint.Reports.Flow;

/// <summary>Adds the flows of instances up.</summary>
internal static class FlowSums
{
    /// <summary>Adds up period by period. Every instance has the same ones, but for those ahead in its zone.</summary>
    public static IReadOnlyList<FlowPeriod> ByPeriod(IReadOnlyList<InstanceFlow> flows) =>
        [
            .. flows
                .SelectMany(static flow => flow.Periods)
                .GroupBy(static period => (period.From, period.To))
                .OrderBy(static month => month.Key.From)
                .Select(static month => Sum(month.Key.From, month.Key.To, [.. month])),
        ];

    private static FlowPeriod Sum(DateOnly from, DateOnly to, IReadOnlyList<FlowPeriod> periods) =>
        new(from, to)
        {
            Running = to.Day != 1 || periods.Any(static period => period.Running),
            Opening = periods.Sum(static period => period.Opening),
            Baseline = periods.Sum(static period => period.Baseline),
            New = periods.Sum(static period => period.New),
            Reactivated = periods.Sum(static period => period.Reactivated),
            Removed = periods.Sum(static period => period.Removed),
        };
}
