using System.Diagnostics;
using CentralEndpoint.Reports;
using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Benchmarks;

/// <summary>
/// What the larger reports take, against one window function over all activities of the same database: what anybody would count
/// active users by. In milliseconds.
/// </summary>
internal static class FigureRounds
{
    public static async Task RunAsync(MeasuredEndpoint endpoint, int rounds)
    {
        await ReportRounds.AnalyzeAsync(endpoint.Store);
        var all = ReportQuestion.Read(knownAt: null, instance: null, DateTimeOffset.UtcNow);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var months = FlowSpan.Read(from: null, to: null, by: null, today);
        var days = FlowSpan.Days(from: null, to: null, today.AddDays(-30), today);
        (string Name, Func<Task> Run)[] reports =
        [
            ("seats", () => Get<SeatsQuery>().RunAsync(months, all)),
            ("quality", () => Get<QualityQuery>().RunAsync(days, all)),
            ("restatement", () => Get<RestatementQuery>().RunAsync(months, RestatementQuery.CloseDaysByDefault, all)),
            ("cohorts", () => Get<CohortsQuery>().RunAsync(AskedTime.MonthsTo(today), all)),
            ("tenure", () => Get<TenureQuery>().RunAsync(at: null, all)),
            ("domains", () => Get<DomainsQuery>().RunAsync(at: null, all)),
        ];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, run) in reports)
            {
                var floor = await TimeAsync(() =>
                    ReportRounds.CountByWindowAsync(endpoint.Store, DateTimeOffset.UtcNow)
                );
                var ours = await TimeAsync(run);
                if (round >= 0)
                {
                    Output.Write(name, floor, ours);
                }
            }
        }

        T Get<T>()
            where T : notnull => endpoint.Services.GetRequiredService<T>();
    }

    private static async Task<double> TimeAsync(Func<Task> report)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await report();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
