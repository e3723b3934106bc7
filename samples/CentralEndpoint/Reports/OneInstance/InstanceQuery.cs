using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;

namespace CentralEndpoint.Reports.OneInstance;

/// <summary>Asks every report about one instance, one after the other: what is stored in between is in the later ones alone.</summary>
internal sealed class InstanceQuery(IServiceProvider services)
{
    /// <param name="instance">Its id.</param>
    /// <param name="now">The time.</param>
    /// <returns><see langword="null"/> where there is no such instance.</returns>
    public async Task<InstanceView?> RunAsync(string instance, DateTimeOffset now)
    {
        var health = (await Get<InstanceHealthQuery>().RunAsync()).Instances.FirstOrDefault(one =>
            one.Instance == instance
        );
        if (health is null)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var months = FlowSpan.Read(from: null, to: null, by: null, today);
        var question = ReportQuestion.Read(knownAt: null, instance, now);
        var restatement = await Get<RestatementQuery>().RunAsync(months, RestatementQuery.CloseDaysByDefault, question);
        return new InstanceView(health, (await Get<FlowQuery>().RunAsync(months, question)).Instances[0])
        {
            AsOf = now,
            Seats = (await Get<SeatsQuery>().RunAsync(months, question)).Rows[0],
            Cohorts = (await Get<CohortsQuery>().RunAsync(AskedTime.MonthsTo(today), question)).Rows[0],
            Tenure = (await Get<TenureQuery>().RunAsync(at: null, question)).Rows[0],
            Domains = (await Get<DomainsQuery>().RunAsync(at: null, question)).Rows[0],
            Quality = (await Get<QualityQuery>().RunAsync(months, question)).Rows[0],
            Restatement = restatement,
        };
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
