using CentralEndpoint.Instances;
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
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var cuts = moment.Cuts(instances, now);
            var active = await ActiveCounts.ReadAsync(
                db,
                await KnownIntervals.PrepareAsync(db, question),
                cuts.ToDictionary(static cut => cut.Key, static cut => UnixTime.Before(cut.Value)),
                question
            );
            var states = await InstanceStates.ReadAsync(db, now);
            var reported = instances.Select(row =>
                Reported(row, cuts[row.Zone], active.GetValueOrDefault(row.Id), states.Of(row.Id))
            );
            return new ActiveUsersReport(now, moment.ToString(), question.KnownAt, [.. reported]);
        });
    }

    private static ReportedInstance Reported(InstanceRow row, DateTimeOffset at, long active, string state) =>
        new(row.Id, row.Client, row.Kind.ToWord())
        {
            Zone = ZoneDays.Find(row.Zone).Id,
            At = at,
            State = state,
            Active = active > 0 || InstanceStates.IsHeard(state) ? active : null,
            Seats = row.Seats,
            Activities = row.Activities,
            Additions = row.Additions,
            Removals = row.Activities - row.Additions,
            Resent = row.Resent,
            LastReceived = row.LastReceived is { } received ? DateTimeOffset.FromUnixTimeMilliseconds(received) : null,
        };
}
