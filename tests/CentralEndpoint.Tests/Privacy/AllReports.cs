using System.Globalization;
using System.Text.Json;
using CentralEndpoint.Reports;
using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>Every report of an endpoint as the JSON that is answered, at several times and as known at several others.</summary>
internal sealed class AllReports(CentralEndpointHost host)
{
    private static readonly string[] Groups = ["client", "instance"];

    private readonly List<string> _told = [];

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    /// <param name="days">The days that are asked for.</param>
    /// <param name="times">The times at which is asked, and as known at which.</param>
    public async Task<IReadOnlyList<string>> ReadAsync(
        (DateOnly First, DateOnly Last) days,
        IReadOnlyCollection<DateTimeOffset> times
    )
    {
        Tell("instances", await Of<InstanceHealthQuery>().RunAsync());
        foreach (var group in Groups)
        {
            await ReadNowAsync(days, group);
            foreach (var time in times)
            {
                var at = AskedTime.ReadAt(Some.Date(time));
                Tell($"domains {time:O} {group}", await Of<DomainsQuery>().RunAsync(at, Question(group)));
                Tell($"tenure {time:O} {group}", await Of<TenureQuery>().RunAsync(at, Question(group)));
                await ReadKnownAsync(days, times, time, group);
            }
        }

        return _told;
    }

    private async Task ReadNowAsync((DateOnly First, DateOnly Last) days, string group)
    {
        var (from, to) = (Text(days.First), Text(days.Last));
        var question = Question(group);
        var span = FlowSpan.Read(from, to, "day", days.Last);
        Tell($"overview {group}", await Of<OverviewQuery>().RunAsync(days.Last.AddDays(-1), group == "instance"));
        Tell($"quality {group}", await Of<QualityQuery>().RunAsync(new AskedDays(from, to).Read(host.Clock), question));
        Tell($"restatement {group}", await Of<RestatementQuery>().RunAsync(span, 0, question));
        Tell($"cohorts {group}", await Of<CohortsQuery>().RunAsync(AskedTime.MonthsTo(days.Last), question));
    }

    private async Task ReadKnownAsync(
        (DateOnly First, DateOnly Last) days,
        IReadOnlyCollection<DateTimeOffset> times,
        DateTimeOffset known,
        string group
    )
    {
        var question = Question(group, Some.Date(known));
        var span = FlowSpan.Read(Text(days.First), Text(days.Last), "day", days.Last);
        Tell($"flow {known:O} {group}", await Of<FlowQuery>().RunAsync(span, question));
        Tell($"seats {known:O} {group}", await Of<SeatsQuery>().RunAsync(span, question));
        foreach (var time in times)
        {
            var at = AskedTime.ReadAt(Some.Date(time));
            Tell($"active-users {time:O} {known:O} {group}", await Of<ActiveUsersQuery>().RunAsync(at, question));
        }
    }

    private ReportQuestion Question(string group, string? known = null) =>
        ReportQuestion.Read(known, instance: null, Now, group);

    private TQuery Of<TQuery>()
        where TQuery : notnull => host.Services.GetRequiredService<TQuery>();

    private void Tell<TReport>(string name, TReport report) =>
        _told.Add($"{name}: {JsonSerializer.Serialize(report, JsonSerializerOptions.Web)}");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
