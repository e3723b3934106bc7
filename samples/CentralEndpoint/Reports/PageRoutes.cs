using CentralEndpoint.Access;
using CentralEndpoint.Pages;
using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Clients;
using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.OneInstance;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Pages;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;

namespace CentralEndpoint.Reports;

/// <summary>The pages for people.</summary>
internal static class PageRoutes
{
    private const int SeatMonths = 12;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", OverviewAsync).Allow(Right.Figures);
        routes.MapGet("/clients", ClientsAsync).Allow(Right.Figures);
        routes.MapGet("/instances/{id}", InstanceAsync).Allow(Right.Figures);
        routes.MapGet("/seats", SeatsAsync).Allow(Right.Figures);
        routes.MapGet("/cohorts", CohortsAsync).Allow(Right.Figures);
        routes.MapGet("/quality", QualityAsync).Allow(Right.Figures);
        routes.MapGet("/fleet", FleetAsync).Allow(Right.States);
        routes.MapGet("/active-users", ActiveUsersAsync).Allow(Right.Figures);
    }

    /// <summary>Answers what cannot be answered with a page that says what to do.</summary>
    public static IResult Refuse(ReportRefusedException fault) =>
        new PageResult<RefusedPage>(StatusCodes.Status400BadRequest, (nameof(RefusedPage.Fault), fault));

    private static async Task<IResult> OverviewAsync(OverviewQuery query, string? day, string? by) =>
        new PageResult<OverviewPage>(
            (
                nameof(OverviewPage.Report),
                await query.RunAsync(AskedTime.ReadDay(day), ReportQuestion.IsByInstance(nameof(by), by))
            )
        );

    private static async Task<IResult> ClientsAsync(OverviewQuery query, string? day, string? sort, string? client)
    {
        var (order, meant) = (ClientSort.Read(sort), AskedTime.ReadDay(day));
        var clients = await query.RunAsync(meant, byInstance: false);
        var instances = await query.RunAsync(meant, byInstance: true);
        return new PageResult<ClientsPage>(
            (nameof(ClientsPage.View), new ClientsView(clients, instances, order, client) { Asked = meant })
        );
    }

    private static async Task<IResult> InstanceAsync(InstanceQuery query, TimeProvider clock, string id) =>
        await query.RunAsync(id, clock.GetUtcNow()) is { } view
            ? new PageResult<InstancePage>((nameof(InstancePage.View), view))
            : new PageResult<NoInstancePage>(StatusCodes.Status404NotFound);

    private static async Task<IResult> SeatsAsync(
        SeatsQuery query,
        TimeProvider clock,
        [AsParameters] Asked asked,
        [AsParameters] AskedDays span
    )
    {
        var months = span.ReadMonths(clock, SeatMonths);
        return new PageResult<SeatsPage>((nameof(SeatsPage.Report), await query.RunAsync(months, asked.Read(clock))));
    }

    private static async Task<IResult> CohortsAsync(
        CohortsQuery cohorts,
        TenureQuery tenure,
        TimeProvider clock,
        [AsParameters] AskedNow asked
    )
    {
        var question = asked.Read(clock);
        var months = AskedTime.ReadMonths(month: null, clock);
        return new PageResult<CohortsPage>(
            (nameof(CohortsPage.Report), await cohorts.RunAsync(months, question)),
            (nameof(CohortsPage.Tenure), await tenure.RunAsync(at: null, question))
        );
    }

    private static async Task<IResult> QualityAsync(
        QualityQuery quality,
        RestatementQuery restatement,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        [AsParameters] AskedDays span
    )
    {
        var question = asked.Read(clock);
        var months = FlowSpan.Read(
            from: null,
            to: null,
            by: null,
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        );
        return new PageResult<QualityPage>(
            (nameof(QualityPage.Report), await quality.RunAsync(span.Read(clock), question)),
            (
                nameof(QualityPage.Restatement),
                await restatement.RunAsync(months, RestatementQuery.CloseDaysByDefault, question)
            )
        );
    }

    private static async Task<IResult> FleetAsync(InstanceHealthQuery query) =>
        new PageResult<FleetPage>((nameof(FleetPage.Report), await query.RunAsync()));

    private static async Task<IResult> ActiveUsersAsync(
        ActiveUsersQuery query,
        TimeProvider clock,
        string? at,
        string? knownAt
    ) =>
        new PageResult<ActiveUsersPage>(
            (
                nameof(ActiveUsersPage.Report),
                await query.RunAsync(
                    AskedTime.ReadAt(at),
                    ReportQuestion.Read(knownAt, instance: null, clock.GetUtcNow())
                )
            )
        );
}
