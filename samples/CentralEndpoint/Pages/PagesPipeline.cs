using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.People;
using CentralEndpoint.Privacy.Pages;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Reports;

namespace CentralEndpoint.Pages;

/// <summary>What a request of the pages listener goes through. Whatever route says nothing of who may call it, nobody may.</summary>
internal static class PagesPipeline
{
    public static void Build(IApplicationBuilder app)
    {
        app.UseMiddleware<PageManners>();
        app.UseMiddleware<FaultAnswer>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FormGuard>();
        app.UseEndpoints(static routes => Map(routes.MapGroup("").DisableAntiforgery()));
    }

    // Forms are guarded by FormGuard, which needs no cookie of its own.
    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", static () => Results.Text("ok")).AllowAnybody();
        routes
            .MapGet("/site.css", static () => Results.Bytes(Stylesheet.Content, "text/css; charset=utf-8"))
            .AllowAnybody();
        PublicRoutes.Map(routes);
        SignInRoutes.Map(routes);
        TokenRoutes.Map(routes);
        PeopleRoutes.Map(routes);
        RequestRoutes.Map(routes);
        AuditRoutes.Map(routes.MapGroup("").AnswerRefusals(PageRoutes.Refuse));
        PageRoutes.Map(routes.MapGroup("").AnswerRefusals(PageRoutes.Refuse));
        ReportRoutes.Map(routes.MapGroup("/reports").AnswerRefusals(ReportRoutes.Refuse));
        routes.MapFallback(static () => new PageResult<NoSuchPage>(StatusCodes.Status404NotFound)).AllowStaff();
    }
}
