using TenantApp.Accounts;
using TenantApp.Telemetry;

namespace TenantApp.Hosting;

/// <summary>Puts the application's middleware in order.</summary>
public static class RequestPipeline
{
    public static void UseTenantApp(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<CrashLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseEncryptedConnections();
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapHealthChecks("/health/tracking", TrackingHealth.Options).RequireAuthorization(Permissions.ManageUsers);
        // Made before the first activity, so that it misses none.
        var figures = app.Services.GetRequiredService<TrackingFigures>();
        app.MapGet("/tracking", figures.Read).RequireAuthorization(Permissions.ManageUsers);
        app.MapRazorPages();
        // Without it the default policy would answer "forbidden" for a page that does not exist.
        app.MapFallback(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            })
            .RequireAuthorization(Permissions.SignedIn);
    }
}
