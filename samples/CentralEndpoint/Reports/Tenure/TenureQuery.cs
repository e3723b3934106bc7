using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Tenure;

/// <summary>Tells for how long users were active.</summary>
internal sealed class TenureQuery(EndpointStore store, TimeProvider clock)
{
    /// <param name="at">Until when; <see langword="null"/> for now.</param>
    /// <param name="question">Of which instance, and by what.</param>
    /// <exception cref="ReportRefusedException">The time lies ahead.</exception>
    public Task<TenureReport> RunAsync(ReportMoment? at, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        var moment = at ?? ReportMoment.Of(now);
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var cuts = moment.Cuts(instances, now);
            var times = await TenureTimes.ReadAsync(
                db,
                [.. cuts.Select(static cut => KeyValuePair.Create(cut.Key, UnixTime.Before(cut.Value)))],
                question
            );
            var states = await InstanceStates.ReadAsync(db, now);
            var rows = RowMembers
                .Each(instances, question.ByInstance)
                .Select(row => Make(row, [.. row.Members.SelectMany(one => times[one.Id])], states));
            return new TenureReport(now, moment.ToString(), [.. rows]);
        });
    }

    private static TenureRow Make(RowMembers row, IReadOnlyList<TenureTime> times, InstanceStates states) =>
        new()
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = row.Members.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = row.State(states),
            Active = TenureGroup.Of(times.Where(static time => time.IsActive == 1)),
            Gone = TenureGroup.Of(times.Where(static time => time.IsActive == 0)),
            Baseline = times.Count(static time => time.IsBaseline == 1),
        };
}
