using CentralEndpoint.Access;
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

namespace CentralEndpoint.Reports;

/// <summary>The reports as JSON and CSV.</summary>
internal static class ReportRoutes
{
    /// <summary>Adds the routes. Each may be read by whoever may read counts, the state of instances by operators too.</summary>
    public static void Map(IEndpointRouteBuilder reports)
    {
        reports.MapGet("/overview", OverviewAsync).Allow(Right.Figures);
        reports.MapGet("/active-users", ActiveUsersAsync).Allow(Right.Figures);
        reports.MapGet("/flow", FlowAsync).Allow(Right.Figures);
        reports.MapGet("/instances", InstancesAsync).Allow(Right.States);
        reports.MapGet("/seats", SeatsAsync).Allow(Right.Figures);
        reports.MapGet("/quality", QualityAsync).Allow(Right.Figures);
        reports.MapGet("/restatement", RestatementAsync).Allow(Right.Figures);
        reports.MapGet("/domains", DomainsAsync).Allow(Right.Figures);
        reports.MapGet("/cohorts", CohortsAsync).Allow(Right.Figures);
        reports.MapGet("/tenure", TenureAsync).Allow(Right.Figures);
    }

    /// <summary>Answers what cannot be answered with what to do.</summary>
    public static IResult Refuse(ReportRefusedException fault) =>
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
