using CentralEndpoint.Instances;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Flow;

/// <summary>Counts who came and went, period by period, each instance in its own zone.</summary>
internal sealed class FlowQuery(EndpointStore store, TimeProvider clock)
{
    public Task<FlowReport> RunAsync(FlowSpan span, ReportQuestion question) =>
        store.ReportAsync(db => ReadAsync(db, clock.GetUtcNow(), span, question));

    /// <summary>Counts them within another report's transaction.</summary>
    public static async Task<FlowReport> ReadAsync(
        EndpointDbContext db,
        DateTimeOffset now,
        FlowSpan span,
        ReportQuestion question
    )
    {
        var instances = await InstanceList.ReadAsync(db, question.Instance);
        var zones = ZonePeriods.ByZone(instances, span, now);
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
