using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Pages;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;

namespace CentralEndpoint.Reports;

/// <summary>The routes of the pages listener: the reports as JSON and CSV, and the pages.</summary>
internal static class ReportRoutes
{
    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<PageManners>();
        app.UseRouting();
        app.UseEndpoints(static routes =>
        {
            PageRoutes.Map(routes.MapGroup("").AnswerRefusals(PageRoutes.Refuse));
            Map(routes.MapGroup("/reports").AnswerRefusals(Refuse));
            routes.MapGet("/health", static () => Results.Text("ok"));
            routes.MapGet("/site.css", static () => Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"));
        });
    }

    private static void Map(IEndpointRouteBuilder reports)
    {
        reports.MapGet("/overview", OverviewAsync);
        reports.MapGet("/active-users", ActiveUsersAsync);
        reports.MapGet("/flow", FlowAsync);
        reports.MapGet("/instances", InstancesAsync);
        reports.MapGet("/seats", SeatsAsync);
        reports.MapGet("/quality", QualityAsync);
        reports.MapGet("/restatement", RestatementAsync);
        reports.MapGet("/domains", DomainsAsync);
        reports.MapGet("/cohorts", CohortsAsync);
        reports.MapGet("/tenure", TenureAsync);
    }

    private static IResult Refuse(ReportRefusedException fault) =>
        Results.Problem(fault.Detail, statusCode: StatusCodes.Status400BadRequest, title: fault.Title);

    private static async Task<IResult> OverviewAsync(
        HttpRequest request,
        OverviewQuery query,
        string? day,
        string? by
    ) =>
        ReportAnswer.Of(
            request,
            "overview",
            await query.RunAsync(AskedTime.ReadDay(day), ReportQuestion.IsByInstance(nameof(by), by)),
            OverviewCsv.Of
        );

    private static async Task<IResult> ActiveUsersAsync(
        HttpRequest request,
        ActiveUsersQuery query,
        TimeProvider clock,
        [AsParameters] Asked asked,
        string? at
    ) =>
        ReportAnswer.Of(
            request,
            "active-users",
            await query.RunAsync(AskedTime.ReadAt(at), asked.Read(clock)),
            asked.IsByInstance ? ActiveUsersCsv.Of : ActiveUsersCsv.OfClients
        );

    private static async Task<IResult> FlowAsync(
        HttpRequest request,
        FlowQuery query,
        TimeProvider clock,
        [AsParameters] Asked asked,
        [AsParameters] AskedSpan span
    ) =>
        ReportAnswer.Of(
            request,
            "flow",
            await query.RunAsync(span.Read(clock), asked.Read(clock)),
            asked.IsByInstance ? FlowCsv.Of : FlowCsv.OfClients
        );

    private static async Task<IResult> InstancesAsync(HttpRequest request, InstanceHealthQuery query) =>
        ReportAnswer.Of(request, "instances", await query.RunAsync(), InstanceHealthCsv.Of);

    private static async Task<IResult> SeatsAsync(
        HttpRequest request,
        SeatsQuery query,
        TimeProvider clock,
        [AsParameters] Asked asked,
        [AsParameters] AskedSpan span
    ) => ReportAnswer.Of(request, "seats", await query.RunAsync(span.Read(clock), asked.Read(clock)), SeatsCsv.Of);

    private static async Task<IResult> QualityAsync(
        HttpRequest request,
        QualityQuery query,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        [AsParameters] AskedDays span
    ) => ReportAnswer.Of(request, "quality", await query.RunAsync(span.Read(clock), asked.Read(clock)), QualityCsv.Of);

    private static async Task<IResult> RestatementAsync(
        HttpRequest request,
        RestatementQuery query,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        [AsParameters] AskedSpan span,
        string? closeDays
    ) =>
        ReportAnswer.Of(
            request,
            "restatement",
            await query.RunAsync(span.Read(clock), AskedTime.ReadCloseDays(closeDays), asked.Read(clock)),
            RestatementCsv.Of
        );

    private static async Task<IResult> DomainsAsync(
        HttpRequest request,
        DomainsQuery query,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        string? at
    ) =>
        ReportAnswer.Of(
            request,
            "domains",
            await query.RunAsync(AskedTime.ReadAt(at), asked.Read(clock)),
            DomainsCsv.Of
        );

    private static async Task<IResult> CohortsAsync(
        HttpRequest request,
        CohortsQuery query,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        string? month
    ) =>
        ReportAnswer.Of(
            request,
            "cohorts",
            await query.RunAsync(AskedTime.ReadMonths(month, clock), asked.Read(clock)),
            CohortsCsv.Of
        );

    private static async Task<IResult> TenureAsync(
        HttpRequest request,
        TenureQuery query,
        TimeProvider clock,
        [AsParameters] AskedNow asked,
        string? at
    ) =>
        ReportAnswer.Of(request, "tenure", await query.RunAsync(AskedTime.ReadAt(at), asked.Read(clock)), TenureCsv.Of);
}
