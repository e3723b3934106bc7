using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Overview;

/// <summary>Puts the overview together of who came and went in 24 months.</summary>
internal sealed class OverviewQuery(EndpointStore store, FlowQuery flow, TimeProvider clock)
{
    private const int Months = 24;

    /// <param name="day">The day; <see langword="null"/> for the last one that is over everywhere.</param>
    /// <param name="byInstance">Whether there is a row for each instance, rather than for each client.</param>
    /// <exception cref="ReportRefusedException">The day lies ahead.</exception>
    public async Task<OverviewReport> RunAsync(DateOnly? day, bool byInstance)
    {
        var now = clock.GetUtcNow();
        var instances = (await store.ReportAsync(static db => InstanceList.ReadAsync(db))).ToDictionary(
            static row => row.Id,
            StringComparer.Ordinal
        );
        var days = instances.Values.Select(row => DayIn(row.Zone, now)).DefaultIfEmpty(DayIn("UTC", now)).ToList();
        var meant = day ?? Default(days, [.. instances.Values]);
        if (meant > days.Max())
        {
            throw new ReportRefusedException("The value of day lies ahead.", "Nobody knows who will be active then.");
        }
        var report = await flow.RunAsync(
            FlowSpan.Months(new DateOnly(meant.Year, meant.Month, 1).AddMonths(1 - Months), meant.AddDays(1)),
            new ReportQuestion()
        );
        var productive = report.Instances.Where(static one => one.Kind != "test").ToList();
        // Nothing is expected of one that was ended.
        var expected = productive.Where(one => instances[one.Instance].Retired is null).ToList();
        return new OverviewReport(
            now,
            meant,
            FlowSums.ByPeriod(productive),
            OverviewRows.Of(report, instances, byInstance)
        )
        {
            Instances = expected.Count,
            ByInstance = byInstance,
            Running = report.Instances.Any(static one => one.Periods is [.., { Running: true }]),
            Reporting = expected.Count(static one => one.IsHeard),
            Stale = expected.Count(static one => one.State == InstanceStates.Stale),
            NeverReported = expected.Count(static one => one.State == InstanceStates.NeverReported),
            Closes = report.Instances.All(static one => one.Closes),
        };
    }

    // On the first day there is no other: then until now.
    private static DateOnly Default(IReadOnlyList<DateOnly> days, IReadOnlyList<InstanceRow> instances)
    {
        var first = instances.Select(static row => row.Created).DefaultIfEmpty(0).Min();
        var complete = days.Min().AddDays(-1);
        return complete < DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(first).UtcDateTime)
            ? days.Min()
            : complete;
    }

    private static DateOnly DayIn(string zone, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneDays.Find(zone)).DateTime);
}
