using CentralEndpoint.Instances;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Flow;

/// <summary>Counts who came and went, period by period, each instance in its own zone.</summary>
internal sealed class FlowQuery(EndpointStore store, TimeProvider clock)
{
    private const int WholeSpan = -1;

    public Task<FlowReport> RunAsync(FlowSpan span, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await db
                .Instances.AsNoTracking()
                .Where(row => question.Instance == null || row.Id == question.Instance)
                .ToListAsync();
            var zones = instances
                .Select(static row => row.Zone)
                .Distinct()
                .Select(zone => new ZonePeriods(zone, span, now))
                .Where(static zone => zone.Count > 0)
                .ToDictionary(static zone => zone.Zone, StringComparer.Ordinal);
            var counts = zones.Count == 0 ? [] : await CountAsync(db, zones.Values, question);
            var users = counts.ToDictionary(
                static row => (row.Instance, row.Period, row.What),
                static row => row.Users
            );
            var states = await InstanceStates.ReadAsync(db, now);
            var flows = instances
                .Where(row => zones.ContainsKey(row.Zone))
                .OrderBy(static row => row.Client, StringComparer.Ordinal)
                .ThenBy(static row => row.Id, StringComparer.Ordinal)
                .Select(row =>
                    Make(
                        row,
                        zones[row.Zone],
                        states.Of(row.Id),
                        (period, what) => users.GetValueOrDefault((row.Id, period, what))
                    )
                );
            return new FlowReport(now, question.KnownAt, [.. flows]);
        });
    }

    private static Task<List<FlowCount>> CountAsync(
        EndpointDbContext db,
        IReadOnlyCollection<ZonePeriods> zones,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement(question.KnownBefore);
        statement.AddTable(
            "period",
            "zone, n, since, until",
            zones.SelectMany(static zone => zone.Each().Select(numbers => (zone.Zone, numbers)))
        );
        statement.AddTable("span", "zone, since, until", zones.Select(static zone => (zone.Zone, zone.Whole)));
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        return statement.RunAsync<FlowCount>(
            db,
            $"""
            SELECT v.instance AS "Instance", p.n AS "Period", v.entry AS "What", COUNT(*) AS "Users"
            FROM instance i JOIN period p ON p.zone = i.zone {only}
            JOIN {statement.Intervals} v ON v.instance = i.id AND v.started >= p.since AND v.started < p.until
            GROUP BY v.instance, p.n, v.entry
            UNION ALL
            SELECT v.instance, p.n, 'removed', COUNT(*)
            FROM instance i JOIN period p ON p.zone = i.zone {only}
            JOIN {statement.Intervals} v ON v.instance = i.id AND v.ended >= p.since AND v.ended < p.until
            GROUP BY v.instance, p.n
            UNION ALL
            SELECT v.instance, {WholeSpan}, 'opening', COUNT(*)
            FROM instance i JOIN span s ON s.zone = i.zone {only}
            JOIN {statement.Intervals} v ON v.instance = i.id AND v.started < s.since AND (v.ended IS NULL OR v.ended >= s.since)
            GROUP BY v.instance
            UNION ALL
            SELECT v.instance, {WholeSpan}, 'closing', COUNT(*)
            FROM instance i JOIN span s ON s.zone = i.zone {only}
            JOIN {statement.Intervals} v ON v.instance = i.id AND v.started < s.until AND (v.ended IS NULL OR v.ended >= s.until)
            GROUP BY v.instance
            """
        );
    }

    private static InstanceFlow Make(InstanceRow row, ZonePeriods zone, string state, Func<int, string, long> users)
    {
        var opening = users(WholeSpan, "opening");
        var periods = new List<FlowPeriod>();
        for (var number = 0; number < zone.Count; number++)
        {
            var period = number;
            var before = periods.Count == 0 ? opening : periods[^1].Closing;
            periods.Add(zone.Make(period, before, what => users(period, what)));
        }

        return new InstanceFlow(row.Id, row.Client, row.Kind.ToWord())
        {
            Zone = ZoneDays.Find(row.Zone).Id,
            State = state,
            Opening = opening,
            Periods = periods,
            Closing = users(WholeSpan, "closing"),
        };
    }
}
