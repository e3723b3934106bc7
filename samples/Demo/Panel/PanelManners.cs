namespace Demo.Panel;

/// <summary>What holds for every answer of the panel: it loads nothing from elsewhere, runs nothing, is kept nowhere, and only this machine sees it.</summary>
internal sealed class PanelManners(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        // With less a browser would not say of a press which page it comes from.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Under another name a foreign site could have its name point here.
        if (!LoopbackNames.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }
        if (HttpMethods.IsPost(context.Request.Method) && !OwnPage.IsSender(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("The buttons are pressed on the panel's own page, and nowhere else.");
            return;
        }
        await next(context);
    }
}
