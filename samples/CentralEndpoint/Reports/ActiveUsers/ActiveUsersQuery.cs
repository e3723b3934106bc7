using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>Counts who is active by the times that the activities were folded into: neither the order of arrival nor a resend can change it.</summary>
internal sealed class ActiveUsersQuery(EndpointStore store, TimeProvider clock)
{
    /// <param name="at">When; <see langword="null"/> for now.</param>
    /// <param name="question">As known when, and where.</param>
    /// <exception cref="ReportRefusedException">The time lies ahead.</exception>
    public Task<ActiveUsersReport> RunAsync(ReportMoment? at, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        var moment = at ?? ReportMoment.Of(now);
        return store.ReportAsync(async db =>
        {
            var cuts = await CutsAsync(db, moment, now);
            var states = await InstanceStates.ReadAsync(db, now);
            var figures = cuts.Count == 0 ? [] : await FiguresAsync(db, cuts, question);
            return new ActiveUsersReport(
                now,
                moment.ToString(),
                question.KnownAt,
                [.. figures.Select(row => Reported(row, cuts, states))]
            );
        });
    }

    private static async Task<Dictionary<string, DateTimeOffset>> CutsAsync(
        EndpointDbContext db,
        ReportMoment at,
        DateTimeOffset now
    )
    {
        var zones = await db.Instances.Select(row => row.Zone).Distinct().ToListAsync();
        return zones.ToDictionary(
            static zone => zone,
            zone =>
                at.In(ZoneDays.Find(zone), now)
                ?? throw new ReportRefusedException(
                    "The value of at lies ahead.",
                    "Ask for a time that has passed, or leave it out for now."
                ),
            StringComparer.Ordinal
        );
    }

    private static Task<List<InstanceFigures>> FiguresAsync(
        EndpointDbContext db,
        Dictionary<string, DateTimeOffset> cuts,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement(question.KnownBefore);
        statement.AddTable(
            "cut",
            "zone, before",
            cuts.Select(static cut => (cut.Key, new[] { UnixTime.Before(cut.Value) }))
        );
        var only = question.Instance is null ? "" : $"WHERE i.id = {statement.Parameter(question.Instance)}";
        return statement.RunAsync<InstanceFigures>(
            db,
            $"""
            SELECT i.id AS "Instance", i.client AS "Client", i.kind AS "Kind", i.zone AS "Zone", i.seats AS "Seats",
                   i.activities AS "Activities", i.additions AS "Additions", i.resent AS "Resent", i.last_received AS "LastReceivedMs",
                   COALESCE(n.active, 0) AS "Active"
            FROM instance i
            LEFT JOIN (SELECT v.instance, COUNT(*) AS active
                       FROM instance i JOIN cut c ON c.zone = i.zone
                       JOIN {statement.Intervals} v
                         ON v.instance = i.id AND v.started < c.before AND (v.ended IS NULL OR v.ended >= c.before)
                       GROUP BY v.instance) n ON n.instance = i.id
            {only}
            ORDER BY i.client, i.id
            """
        );
    }

    private static ReportedInstance Reported(
        InstanceFigures row,
        Dictionary<string, DateTimeOffset> cuts,
        InstanceStates states
    )
    {
        var state = states.Of(row.Instance);
        return new ReportedInstance(row.Instance, row.Client, row.Kind)
        {
            Zone = ZoneDays.Find(row.Zone).Id,
            At = cuts[row.Zone],
            State = state,
            Active = row.Active > 0 || InstanceStates.IsHeard(state) ? row.Active : null,
            Seats = row.Seats,
            Activities = row.Activities,
            Additions = row.Additions,
            Removals = row.Activities - row.Additions,
            Resent = row.Resent,
            LastReceived = row.LastReceivedMs is { } received
                ? DateTimeOffset.FromUnixTimeMilliseconds(received)
                : null,
        };
    }
}
