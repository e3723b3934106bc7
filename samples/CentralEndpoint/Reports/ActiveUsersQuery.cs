using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports;

/// <summary>Counts who is active by the intervals that the activities were folded into: neither the order of arrival nor a resend can change it.</summary>
internal sealed class ActiveUsersQuery(EndpointStore store, TimeProvider clock)
{
    /// <summary>Reports as known now; with a date, only what is dated before it.</summary>
    public async Task<ActiveUsersReport> RunAsync(DateTimeOffset? at)
    {
        var before = at?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        var figures = await store.ReportAsync(db =>
            db.Database.SqlQuery<InstanceFigures>(Statement(before)).ToListAsync()
        );
        return new ActiveUsersReport(at ?? clock.GetUtcNow(), [.. figures.Select(Reported)]);
    }

    private static FormattableString Statement(long before) =>
        $"""
            SELECT i.id AS "Instance", i.client AS "Client", i.kind AS "Kind", i.zone AS "Zone", i.seats AS "Seats", i.resent AS "Resent",
                   (SELECT COUNT(*) FROM active_interval v
                    WHERE v.instance = i.id AND v.started < {before} AND (v.ended IS NULL OR v.ended >= {before})) AS "Active",
                   COUNT(a.instance) AS "Activities",
                   COUNT(CASE WHEN a.added THEN 1 END) AS "Additions",
                   COUNT(CASE WHEN NOT a.added THEN 1 END) AS "Removals",
                   MAX(a.received) AS "LastReceivedMs"
            FROM instance i
            LEFT JOIN activity a ON a.instance = i.id AND a.date < {before}
            GROUP BY i.id, i.client, i.kind, i.zone, i.seats, i.resent
            ORDER BY i.client, i.id
            """;

    private static ReportedInstance Reported(InstanceFigures row) =>
        new(row.Instance, row.Client, row.Kind)
        {
            Zone = row.Zone,
            Active = row.Active,
            Seats = row.Seats,
            Activities = row.Activities,
            Additions = row.Additions,
            Removals = row.Removals,
            Resent = row.Resent,
            LastReceived = row.LastReceivedMs is { } received
                ? DateTimeOffset.FromUnixTimeMilliseconds(received)
                : null,
        };
}
