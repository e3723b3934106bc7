using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CentralEndpoint.Reports.Pages;

/// <summary>Answers with a Razor component rendered to plain HTML: no circuit, no script, no state.</summary>
internal sealed class PageResult<TPage>(string parameter, object value) : IResult
    where TPage : IComponent
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var loggers = httpContext.RequestServices.GetRequiredService<ILoggerFactory>();
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = value };
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html);
    }
}
