using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Restatement;

/// <summary>Tells, period by period, by how much a closed figure would be another one now, and why.</summary>
internal sealed class RestatementQuery(EndpointStore store, TimeProvider clock)
{
    /// <summary>So many days after its end a period is closed where nothing else is said.</summary>
    public const int CloseDaysByDefault = 5;

    /// <param name="span">The periods.</param>
    /// <param name="closeDays">How many days after its end a period is closed.</param>
    /// <param name="question">Of which instance, and by what.</param>
    public Task<RestatementReport> RunAsync(FlowSpan span, int closeDays, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var flow = await FlowQuery.ReadAsync(db, now, span, question);
            var closed = ZonePeriods
                .ByZone(instances, span, now)
                .Values.SelectMany(zone => Closed(zone, closeDays, now))
                .ToList();
            var counts = await RestatementCounts.ReadAsync(db, closed, question);
            var closing = closed.ToDictionary(static one => (one.Zone, one.Number), static one => one.Closed);
            var restated = flow.Instances.ToDictionary(static one => one.Instance, StringComparer.Ordinal);
            var periods = instances
                .Where(row => restated.ContainsKey(row.Id))
                .ToDictionary(
                    static row => row.Id,
                    row =>
                        restated[row.Id]
                            .Periods.Select(
                                (period, number) =>
                                    Restate(
                                        period,
                                        // What was closed before the instance was added here was not known to anybody.
                                        closing.GetValueOrDefault((row.Zone, number)) > row.Created,
                                        counts.GetValueOrDefault((row.Id, number))
                                    )
                            )
                            .ToList(),
                    StringComparer.Ordinal
                );
            var states = await InstanceStates.ReadAsync(db, now);
            var rows = RowMembers.Each(instances, question.ByInstance).Select(row => Make(row, periods, states));
            return new RestatementReport(now, closeDays, [.. rows]);
        });
    }

    private static IEnumerable<ClosedPeriod> Closed(ZonePeriods zone, int closeDays, DateTimeOffset now)
    {
        var found = ZoneDays.Find(zone.Zone);
        return Enumerable
            .Range(0, zone.Count)
            .Where(number => !zone.IsRunning(number))
            .Select(number => new ClosedPeriod(
                zone.Zone,
                number,
                zone.Moments(number).Until,
                UnixTime.Before(ZoneDays.StartOf(zone.Days(number).To.AddDays(closeDays), found))
            ))
            .Where(one => one.Closed <= now.ToUnixTimeMilliseconds());
    }

    private static RestatedPeriod Restate(FlowPeriod period, bool isClosed, RestatementCount? count) =>
        new(period.From, period.To)
        {
            Closed = isClosed,
            Now = period.Closing,
            Late = isClosed ? count?.Late ?? 0 : 0,
            Difference = isClosed ? count?.Difference ?? 0 : 0,
        };

    private static RestatementRow Make(
        RowMembers row,
        Dictionary<string, List<RestatedPeriod>> periods,
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
            Periods =
            [
                .. row.Of(periods)
                    .SelectMany(static one => one)
                    .GroupBy(static period => (period.From, period.To))
                    .OrderBy(static group => group.Key.From)
                    .Select(static group => Sum([.. group])),
            ],
        };

    private static RestatedPeriod Sum(IReadOnlyList<RestatedPeriod> periods) =>
        periods[0] with
        {
            Closed = periods.All(static period => period.Closed),
            Now = periods.Sum(static period => period.Now),
            Late = periods.Sum(static period => period.Late),
            Difference = periods.Sum(static period => period.Difference),
        };
}
