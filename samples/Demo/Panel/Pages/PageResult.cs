using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Demo.Panel.Pages;

/// <summary>Answers with the page, rendered to plain HTML.</summary>
internal sealed class PageResult(PanelModel model) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PanelPage.Model)] = model,
            };
            var page = await renderer.RenderComponentAsync<PanelPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html);
    }
}
