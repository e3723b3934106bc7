using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CentralEndpoint.Pages;

/// <summary>Answers with a Razor component rendered to plain HTML: no circuit, no script, no state.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="parameters">What the page is given, by the names of its parameters.</param>
internal sealed class PageResult<TPage>(int status, params (string Name, object? Value)[] parameters) : IResult
    where TPage : IComponent
{
    public PageResult(params (string Name, object? Value)[] parameters)
        : this(StatusCodes.Status200OK, parameters) { }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var loggers = httpContext.RequestServices.GetRequiredService<ILoggerFactory>();
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var given = parameters.ToDictionary(
                static one => one.Name,
                static one => one.Value,
                StringComparer.Ordinal
            );
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(given));
            return page.ToHtmlString();
        });
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html);
    }
}
