namespace CentralEndpoint.Pages;

/// <summary>What holds for every answer of the pages: they load nothing from elsewhere, run nothing and are kept nowhere.</summary>
internal sealed class PageManners(RequestDelegate next, CentralEndpointSettings settings)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] s_loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly string[] _names = settings.PagesAddress is { } address
        ? [new Uri(address).Host, .. s_loopbackNames]
        : s_loopbackNames;

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        if (settings.PagesAddress is not null)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        // Under another name a foreign site could have its name point here and read along in a browser on this machine.
        if (!_names.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        await next(context);
    }
}
