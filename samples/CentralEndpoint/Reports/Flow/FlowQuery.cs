using CentralEndpoint.Instances;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Flow;

/// <summary>Counts who came and went, period by period, each instance in its own zone.</summary>
internal sealed class FlowQuery(EndpointStore store, TimeProvider clock)
{
    public Task<FlowReport> RunAsync(FlowSpan span, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var zones = instances
                .Select(static row => row.Zone)
                .Distinct()
                .Select(zone => new ZonePeriods(zone, span, now))
                .Where(static zone => zone.Count > 0)
                .ToDictionary(static zone => zone.Zone, StringComparer.Ordinal);
            if (zones.Count == 0)
            {
                return new FlowReport(now, question.KnownAt, []);
            }

            var intervals = await KnownIntervals.PrepareAsync(db, question);
            var figures = new FlowFigures(
                await FlowCounts.ReadAsync(db, intervals, zones.Values, question),
                await ActiveCounts.ReadAsync(
                    db,
                    intervals,
                    [.. zones.Values.Select(static zone => zone.Beginning)],
                    question
                ),
                await ActiveCounts.ReadAsync(db, intervals, [.. zones.Values.Select(static zone => zone.End)], question)
            );
            var states = await InstanceStates.ReadAsync(db, now);
            var flows = instances
                .Where(row => zones.ContainsKey(row.Zone))
                .Select(row => Make(row, zones[row.Zone], figures, states.Of(row.Id)));
            return new FlowReport(now, question.KnownAt, [.. flows]);
        });
    }

    private static InstanceFlow Make(InstanceRow row, ZonePeriods zone, FlowFigures figures, string state)
    {
        var opening = figures.Opening.GetValueOrDefault(row.Id);
        var periods = new List<FlowPeriod>();
        for (var number = 0; number < zone.Count; number++)
        {
            periods.Add(
                zone.Make(
                    number,
                    periods.Count == 0 ? opening : periods[^1].Closing,
                    figures.Counts.GetValueOrDefault((row.Id, number))
                )
            );
        }

        return new InstanceFlow(row.Id, row.Client, row.Kind.ToWord())
        {
            Zone = ZoneDays.Find(row.Zone).Id,
            State = state,
            Opening = opening,
            Periods = periods,
            Closing = figures.Closing.GetValueOrDefault(row.Id),
        };
    }

    private sealed record FlowFigures(
        Dictionary<(string Instance, int Period), FlowCount> Counts,
        Dictionary<string, long> Opening,
        Dictionary<string, long> Closing
    );
}
