using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Seats;

/// <summary>Compares who was active with the contracted seats, period by period, each instance in its own zone.</summary>
internal sealed class SeatsQuery(EndpointStore store, TimeProvider clock)
{
    public Task<SeatsReport> RunAsync(FlowSpan span, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var zones = ZonePeriods.ByZone(instances, span, now);
            if (zones.Count == 0)
            {
                return new SeatsReport(now, question.KnownAt, []);
            }

            var intervals = await KnownIntervals.PrepareAsync(db, question);
            var counts = await SeatCounts.ReadAsync(db, intervals, zones.Values, question);
            var opening = await ActiveCounts.ReadAsync(
                db,
                intervals,
                [.. zones.Values.Select(static zone => zone.Beginning)],
                question
            );
            var periods = instances
                .Where(row => zones.ContainsKey(row.Zone))
                .ToDictionary(
                    static row => row.Id,
                    row => Follow(row, zones[row.Zone], opening.GetValueOrDefault(row.Id), counts),
                    StringComparer.Ordinal
                );
            var states = await InstanceStates.ReadAsync(db, now);
            var rows = RowMembers.Each(instances, question.ByInstance).Select(row => Make(row, periods, states));
            return new SeatsReport(now, question.KnownAt, [.. rows]);
        });
    }

    private static List<SeatPeriod> Follow(
        InstanceRow instance,
        ZonePeriods zone,
        long opening,
        Dictionary<(string Instance, int Period), SeatCount> counts
    )
    {
        var periods = new List<SeatPeriod>();
        for (var number = 0; number < zone.Count; number++)
        {
            periods.Add(Of(zone, number, opening, counts.GetValueOrDefault((instance.Id, number)), instance.Seats));
            opening = periods[^1].Closing ?? 0;
        }

        return periods;
    }

    private static SeatPeriod Of(ZonePeriods zone, int number, long opening, SeatCount? count, int? seats)
    {
        var (from, to) = zone.Days(number);
        var (since, until) = zone.Moments(number);
        // What held at the beginning held for no time if it moved at once.
        var peak = opening + (count is null ? 0 : Math.Max(count.Highest, count.First > since ? 0 : long.MinValue));
        return new SeatPeriod(from, to)
        {
            Running = zone.IsRunning(number),
            Closing = opening + (count?.Net ?? 0),
            Peak = peak,
            Average = Math.Round(opening + (double)(count?.Area ?? 0) / Math.Max(1, until - since), 2),
            TrueUp = seats is { } contracted ? Math.Max(0, peak - contracted) : null,
        };
    }

    private static SeatsRow Make(RowMembers row, Dictionary<string, List<SeatPeriod>> periods, InstanceStates states)
    {
        var made = new SeatsRow
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = row.Members.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = row.State(states),
            Seats = row.Seats,
            Periods =
            [
                .. row.Of(periods)
                    .SelectMany(static one => one)
                    .GroupBy(static period => (period.From, period.To))
                    .OrderBy(static group => group.Key.From)
                    .Select(static group => Sum([.. group])),
            ],
        };
        return made with { Periods = [.. made.Periods.Select(period => period.SureOf(made))] };
    }

    private static SeatPeriod Sum(IReadOnlyList<SeatPeriod> periods) =>
        periods[0] with
        {
            Running = periods.Any(static period => period.Running),
            Closing = periods.Sum(static period => period.Closing),
            Peak = periods.Sum(static period => period.Peak),
            Average = Math.Round(periods.Sum(static period => period.Average ?? 0), 2),
            TrueUp = periods.All(static period => period.TrueUp is null)
                ? null
                : periods.Sum(static period => period.TrueUp ?? 0),
        };
}
