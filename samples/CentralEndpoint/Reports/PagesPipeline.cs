namespace CentralEndpoint.Reports;

/// <summary>The routes of the pages listener.</summary>
internal static class PagesPipeline
{
    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<PageManners>();
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapGet("/", PageAsync);
            routes.MapGet("/reports/active-users", JsonAsync);
            routes.MapGet("/reports/instances", static (InstanceHealthQuery query) => query.RunAsync());
            routes.MapGet("/health", static () => Results.Text("ok"));
            routes.MapGet("/site.css", static () => Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"));
        });
    }

    private static Task<IResult> PageAsync(ActiveUsersQuery query, string? at) =>
        AnswerAsync(query, at, report => new PageResult<ActiveUsersPage>(nameof(ActiveUsersPage.Report), report));

    private static Task<IResult> JsonAsync(ActiveUsersQuery query, string? at) =>
        AnswerAsync(query, at, report => Results.Json(report));

    private static async Task<IResult> AnswerAsync(
        ActiveUsersQuery query,
        string? at,
        Func<ActiveUsersReport, IResult> answer
    )
    {
        if (at is null)
        {
            return answer(await query.RunAsync(at: null));
        }

        return ReportDate.TryParse(at, out var date)
            ? answer(await query.RunAsync(date))
            : Results.Problem(
                "Write the date like 2026-11-24T00:00:00Z; a plus sign in an address is %2B.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "The value of at is not a date with time and zone."
            );
    }
}
