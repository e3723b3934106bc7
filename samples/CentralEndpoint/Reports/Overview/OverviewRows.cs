using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Overview;

/// <summary>Makes a row for each client, or for each instance.</summary>
internal static class OverviewRows
{
    private const int TrendMonths = 12;

    public static IReadOnlyList<OverviewRow> Of(
        FlowReport report,
        IReadOnlyDictionary<string, InstanceRow> instances,
        bool byInstance
    ) =>
        [
            .. report
                .Instances.GroupBy(one =>
                    (
                        one.Client,
                        IsTest: one.Kind == "test",
                        // A test instance stands by itself: it is in no total of its client.
                        Instance: byInstance || one.Kind == "test" ? one.Instance : null
                    )
                )
                .OrderBy(static group => group.Key.IsTest)
                .Select(group =>
                    Of(
                        [.. group],
                        [
                            .. group
                                .Where(one => instances.ContainsKey(one.Instance))
                                .Select(one => instances[one.Instance]),
                        ]
                    ) with
                    {
                        Instance = group.Key.Instance,
                        IsTest = group.Key.IsTest,
                    }
                ),
        ];

    private static OverviewRow Of(IReadOnlyList<InstanceFlow> flows, IReadOnlyList<InstanceRow> rows)
    {
        var months = OverviewSums.ByMonth(flows);
        var last = months.Count == 0 ? null : months[^1];
        var active = last?.Closing ?? 0;
        var received = rows.Max(static row => row.LastReceived);
        return new OverviewRow(flows[0].Client)
        {
            Instances = flows.Count,
            IsTest = false,
            Active = active == 0 && flows.Any(static flow => !flow.IsHeard) ? null : active,
            Seats = rows.Any(static row => row.Seats is null) ? null : rows.Sum(static row => (long)row.Seats!),
            In = last?.In ?? 0,
            Out = last?.Removed ?? 0,
            Trend = [.. months.TakeLast(TrendMonths).Select(static month => month.Closing)],
            LastReceived = received is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
            State = InstanceStates.Least(flows.Select(static flow => flow.State)),
        };
    }
}
