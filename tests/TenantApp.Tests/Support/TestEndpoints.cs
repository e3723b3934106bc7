using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TenantApp.Tests.Support;

/// <summary>Adds pages that the product does not have: one that crashes, and one for which nobody thought of a permission.</summary>
internal sealed class TestEndpoints : IStartupFilter
{
    public const string Crashing = "/test/crash";
    public const string CrashingLate = "/test/crash-late";
    public const string Unguarded = "/test/unguarded";

    public Exception Crash { get; set; } = new InvalidOperationException("crash");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            // Never reached by a request: the routes join those of the application and run in its own pipeline.
            app.UseRouting();
            app.UseEndpoints(endpoints =>
            {
                endpoints.Map(Crashing, Task (HttpContext _) => throw Crash).RequireAuthorization("SignedIn");
                endpoints.Map(CrashingLate, CrashLateAsync).RequireAuthorization("SignedIn");
                endpoints.Map(Unguarded, () => "open");
            });
        };

    private async Task CrashLateAsync(HttpContext context)
    {
        await context.Response.WriteAsync("half of a page");
        await context.Response.Body.FlushAsync();
        throw Crash;
    }
}
