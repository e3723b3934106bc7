using CentralEndpoint.Instances;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Cohorts;

/// <summary>Follows those who came in each month, each instance in its own zone.</summary>
internal sealed class CohortsQuery(EndpointStore store, TimeProvider clock)
{
    /// <param name="months">Whole months.</param>
    /// <param name="question">Of which instance, and by what.</param>
    public Task<CohortsReport> RunAsync(FlowSpan months, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var zones = ZonePeriods.ByZone(instances, months, now);
            if (zones.Count == 0)
            {
                return new CohortsReport(now, [], []);
            }

            var counts = await CohortCounts.ReadAsync(db, zones.Values, question);
            var longest = zones.Values.MaxBy(static zone => zone.Count)!;
            var runs = zones.Values.Any(zone => zone.Count == longest.Count && zone.IsRunning(zone.Count - 1));
            var table = new CohortTable(longest, runs);
            var states = await InstanceStates.ReadAsync(db, now);
            var productive = instances.Where(static row => row.Kind != InstanceKind.Test);
            return new CohortsReport(
                now,
                table.Of(productive.SelectMany(row => counts[row.Id])),
                [.. RowMembers.Each(instances, question.ByInstance).Select(row => Make(row, table, counts, states))]
            );
        });
    }

    private static CohortsRow Make(
        RowMembers row,
        CohortTable table,
        ILookup<string, CohortCount> counts,
        InstanceStates states
    ) =>
        new()
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = row.Members.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = row.State(states),
            Cohorts = table.Of(row.Members.SelectMany(one => counts[one.Id])),
        };
}
