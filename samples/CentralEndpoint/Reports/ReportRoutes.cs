using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Pages;

namespace CentralEndpoint.Reports;

/// <summary>The routes of the pages listener.</summary>
internal static class ReportRoutes
{
    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<PageManners>();
        app.UseRouting();
        app.UseEndpoints(static routes =>
        {
            var reports = routes.MapGroup("").AddEndpointFilter(RefuseAsync);
            reports.MapGet("/", OverviewPageAsync);
            reports.MapGet("/active-users", ActiveUsersPageAsync);
            reports.MapGet("/reports/overview", OverviewAsync);
            reports.MapGet("/reports/active-users", ActiveUsersAsync);
            reports.MapGet("/reports/flow", FlowAsync);
            reports.MapGet("/reports/instances", InstancesAsync);
            routes.MapGet("/health", static () => Results.Text("ok"));
            routes.MapGet("/site.css", static () => Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"));
        });
    }

    private static async ValueTask<object?> RefuseAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (ReportRefusedException fault)
        {
            return Results.Problem(fault.Detail, statusCode: StatusCodes.Status400BadRequest, title: fault.Title);
        }
    }

    private static async Task<IResult> OverviewPageAsync(OverviewQuery query, string? day, string? by) =>
        new PageResult<OverviewPage>(nameof(OverviewPage.Report), await query.RunAsync(ReadDay(day), IsByInstance(by)));

    private static async Task<IResult> OverviewAsync(
        HttpRequest request,
        OverviewQuery query,
        string? day,
        string? by
    ) => ReportAnswer.Of(request, "overview", await query.RunAsync(ReadDay(day), IsByInstance(by)), OverviewCsv.Of);

    private static async Task<IResult> ActiveUsersPageAsync(
        ActiveUsersQuery query,
        TimeProvider clock,
        string? at,
        string? knownAt
    ) =>
        new PageResult<ActiveUsersPage>(
            nameof(ActiveUsersPage.Report),
            await query.RunAsync(ReadAt(at), ReportQuestion.Read(knownAt, instance: null, clock.GetUtcNow()))
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
            await query.RunAsync(ReadAt(at), asked.Read(clock)),
            ActiveUsersCsv.Of
        );

    private static async Task<IResult> FlowAsync(
        HttpRequest request,
        FlowQuery query,
        TimeProvider clock,
        [AsParameters] Asked asked,
        [AsParameters] AskedSpan span
    ) => ReportAnswer.Of(request, "flow", await query.RunAsync(span.Read(clock), asked.Read(clock)), FlowCsv.Of);

    private static async Task<IResult> InstancesAsync(HttpRequest request, InstanceHealthQuery query) =>
        ReportAnswer.Of(request, "instances", await query.RunAsync(), InstanceHealthCsv.Of);

    private static ReportMoment? ReadAt(string? at) =>
        at is null ? null
        : ReportMoment.Parse(at) is { } moment ? moment
        : throw ReportRefusedException.NoMomentOrDay(nameof(at));

    private static DateOnly? ReadDay(string? day) =>
        day is null ? null
        : ReportMoment.TryParseDay(day, out var read) && read.Year is >= 2002 and < 9000 ? read
        : throw new ReportRefusedException(
            "The value of day is not a day from 2002-01-01 on.",
            "Write it like 2026-11-24."
        );

    private static bool IsByInstance(string? by) =>
        by switch
        {
            null or "client" => false,
            "instance" => true,
            _ => throw new ReportRefusedException(
                "The value of by is neither client nor instance.",
                "Leave it out for clients."
            ),
        };

    private sealed record Asked(string? KnownAt, string? Instance)
    {
        public ReportQuestion Read(TimeProvider clock) => ReportQuestion.Read(KnownAt, Instance, clock.GetUtcNow());
    }

    private sealed record AskedSpan(string? From, string? To, string? By)
    {
        public FlowSpan Read(TimeProvider clock) =>
            FlowSpan.Read(From, To, By, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }
}
