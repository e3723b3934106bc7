using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Pages;

namespace CentralEndpoint.Reports;

/// <summary>The pages for people.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", OverviewAsync);
        routes.MapGet("/active-users", ActiveUsersAsync);
    }

    private static async Task<IResult> OverviewAsync(OverviewQuery query, string? day, string? by) =>
        new PageResult<OverviewPage>(
            nameof(OverviewPage.Report),
            await query.RunAsync(AskedTime.ReadDay(day), ReportQuestion.IsByInstance(nameof(by), by))
        );

    private static async Task<IResult> ActiveUsersAsync(
        ActiveUsersQuery query,
        TimeProvider clock,
        string? at,
        string? knownAt
    ) =>
        new PageResult<ActiveUsersPage>(
            nameof(ActiveUsersPage.Report),
            await query.RunAsync(AskedTime.ReadAt(at), ReportQuestion.Read(knownAt, instance: null, clock.GetUtcNow()))
        );
}
