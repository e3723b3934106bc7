using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CentralEndpoint.Reports;
using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Benchmarks;

/// <summary>
/// F13: the endpoint's reports, against the same figures by window functions over the activities; both must say the same. In
/// milliseconds.
/// </summary>
internal static class ReportRounds
{
    private const int WarmUps = 2;
    private const int DaysBack = 700;

    public static async Task RunAsync(MeasuredEndpoint endpoint, int rounds)
    {
        var (users, flow) = (
            endpoint.Services.GetRequiredService<ActiveUsersQuery>(),
            endpoint.Services.GetRequiredService<FlowQuery>()
        );
        await AnalyzeAsync(endpoint.Store);
        for (var round = -WarmUps; round < rounds; round++)
        {
            var at = DateTimeOffset.UtcNow.AddDays(-(round + WarmUps) * 37 % DaysBack);
            var active = await OnceAsync(
                round,
                () => CountByWindowAsync(endpoint.Store, at),
                () => CountAsync(users, at, known: null)
            );
            // Of the activities alone, which are all older than two minutes.
            var known = DateTimeOffset
                .UtcNow.AddMinutes(-2)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var asKnown = await OnceAsync(
                round,
                () => CountByWindowAsync(endpoint.Store, at),
                () => CountAsync(users, at, known)
            );
            var span = FlowSpan.Read(from: null, to: null, by: null, DateOnly.FromDateTime(DateTime.UtcNow));
            var months = await OnceAsync(
                round,
                () => FlowByWindowAsync(endpoint.Store, span),
                () => FlowAsync(flow, span)
            );
            if (round >= 0)
            {
                Output.Write("active-users", active.Floor, active.Ours);
                Output.Write("as-known", asKnown.Floor, asKnown.Ours);
                Output.Write("flow", months.Floor, months.Ours);
            }
        }
    }

    private static async Task<(double Floor, double Ours)> OnceAsync(
        int round,
        Func<Task<string>> floor,
        Func<Task<string>> ours
    )
    {
        var isFloorFirst = (round & 1) == 0;
        var (firstTime, first) = await TimeAsync(isFloorFirst ? floor : ours);
        var (secondTime, second) = await TimeAsync(isFloorFirst ? ours : floor);
        if (first != second)
        {
            throw new InvalidOperationException($"Floor and report differ:\n{first}\n{second}");
        }

        return isFloorFirst ? (firstTime, secondTime) : (secondTime, firstTime);
    }

    private static async Task<(double Milliseconds, string Figures)> TimeAsync(Func<Task<string>> report)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        var figures = await report();
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, figures);
    }

    private static async Task<string> CountAsync(ActiveUsersQuery query, DateTimeOffset at, string? known)
    {
        var report = await query.RunAsync(ReportMoment.Of(at), ReportQuestion.Read(known, null, DateTimeOffset.UtcNow));
        return string.Join(
            '\n',
            report.Instances.Where(static one => one.Active > 0).Select(one => $"{one.Instance} {one.Active}")
        );
    }

    public static async Task<string> CountByWindowAsync(EndpointStore store, DateTimeOffset at)
    {
        var before = at.ToUnixTimeMilliseconds() + 1;
        var counts = await store.ReportAsync(db =>
            db.Database.SqlQuery<string>(
                    $"""
                    SELECT instance || ' ' || CAST(COUNT(*) AS TEXT) AS "Value"
                    FROM (SELECT instance, added,
                                 ROW_NUMBER() OVER (PARTITION BY instance, subject ORDER BY date DESC, sequence DESC, id DESC) AS place
                          FROM activity WHERE date < {before}) x
                    WHERE place = 1 AND added GROUP BY instance ORDER BY instance
                    """
                )
                .ToListAsync()
        );
        return string.Join('\n', counts);
    }

    private static async Task<string> FlowAsync(FlowQuery query, FlowSpan span)
    {
        var report = await query.RunAsync(span, ReportQuestion.Read(null, null, DateTimeOffset.UtcNow));
        if (!report.Instances.All(static one => one.Closes))
        {
            throw new InvalidOperationException("A flow does not close.");
        }

        return string.Join(
            '\n',
            report.Instances.SelectMany(one =>
                one.Periods.Where(static period => period.New + period.Reactivated + period.Removed > 0)
                    .Select(period =>
                        $"{one.Instance} {period.From:yyyy-MM} {period.New} {period.Reactivated} {period.Removed}"
                    )
            )
        );
    }

    // One window and one pass: what anybody would write first.
    private static async Task<string> FlowByWindowAsync(EndpointStore store, FlowSpan span)
    {
        var months = span
            .Edges.Zip(span.Edges.Skip(1))
            .Select(month => $"('{month.First:yyyy-MM}', {Milliseconds(month.First)}, {Milliseconds(month.Second)})");
        var statement = $"""
            WITH month (name, since, until) AS (VALUES {string.Join(", ", months)})
            SELECT instance || ' ' || name || ' ' || CAST(COUNT(CASE WHEN added AND additions = 1 THEN 1 END) AS TEXT)
                   || ' ' || CAST(COUNT(CASE WHEN added AND additions > 1 THEN 1 END) AS TEXT)
                   || ' ' || CAST(COUNT(CASE WHEN NOT added THEN 1 END) AS TEXT) AS "Value"
            FROM (SELECT instance, added, additions,
                         (SELECT name FROM month WHERE date >= since AND date < until) AS name
                  FROM (SELECT instance, date, added, LAG(added) OVER w AS previous,
                               COUNT(CASE WHEN added THEN 1 END) OVER w AS additions
                        FROM activity WINDOW w AS (PARTITION BY instance, subject ORDER BY date, sequence, id)) x
                  WHERE (previous IS NULL AND added) OR previous <> added) y
            WHERE name IS NOT NULL GROUP BY instance, name ORDER BY instance, name
            """;
        return string.Join(
            '\n',
            await store.ReportAsync(db => db.Database.SqlQueryRaw<string>(statement).ToListAsync())
        );
    }

    private static long Milliseconds(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    // What a database does by itself in time.
    [SuppressMessage("Performance", "CA1849", Justification = "Once.")]
    public static async Task AnalyzeAsync(EndpointStore store)
    {
        await using var db = store.CreateContext();
        await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "ANALYZE");
    }
}
