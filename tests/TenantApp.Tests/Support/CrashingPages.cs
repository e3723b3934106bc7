using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace TenantApp.Tests.Support;

/// <summary>Gives the start page two more addresses, at which it crashes before or after the first byte. The product has no such page.</summary>
internal sealed class CrashingPages : IAsyncPageFilter
{
    public const string Early = "/test/crash";
    public const string Late = "/test/crash-late";

    public Exception Crash { get; set; } = new InvalidOperationException("crash");

    public void AddTo(IServiceCollection services)
    {
        services.Configure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AddPageRoute("/Index", Early);
            pages.Conventions.AddPageRoute("/Index", Late);
        });
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add(this));
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        var path = context.HttpContext.Request.Path;
        if (path == Late)
        {
            await context.HttpContext.Response.WriteAsync("half of a page");
            await context.HttpContext.Response.Body.FlushAsync();
        }
        if (path == Early || path == Late)
        {
            throw Crash;
        }
        await next();
    }
}
