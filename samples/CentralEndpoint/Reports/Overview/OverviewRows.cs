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
    )
    {
        var flows = report
            .Instances.Where(one => instances.ContainsKey(one.Instance))
            .ToDictionary(static one => one.Instance, StringComparer.Ordinal);
        return
        [
            .. RowMembers
                .Each(flows.Keys.Select(id => instances[id]), byInstance)
                .Select(row => Of(row, row.Of(flows))),
        ];
    }

    private static OverviewRow Of(RowMembers row, IReadOnlyList<InstanceFlow> flows)
    {
        var months = FlowSums.ByPeriod(flows);
        var last = months.Count == 0 ? null : months[^1];
        var active = last?.Closing ?? 0;
        var received = row.Members.Max(static one => one.LastReceived);
        return new OverviewRow
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = flows.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = InstanceStates.Least(flows.Select(static flow => flow.State)),
            Active = active == 0 && flows.Any(static flow => !flow.IsHeard) ? null : active,
            Seats = row.Seats,
            In = last?.In ?? 0,
            Out = last?.Removed ?? 0,
            Trend = [.. months.TakeLast(TrendMonths).Select(static month => month.Closing)],
            LastReceived = received is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
        };
    }
}
