using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CentralEndpoint.Access;

/// <summary>The one cookie: it holds the sealed session, for the pages alone, and goes with the browser.</summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
    public const string Scheme = "session";

    /// <summary>Sets the cookie up.</summary>
    public static void Configure(CookieAuthenticationOptions cookie, CentralEndpointSettings settings)
    {
        var isOverTls = settings.PagesAddress is not null;
        // A browser takes the prefix only from TLS, for this host and every path: no other site of the domain can set one.
        cookie.Cookie.Name = isOverTls ? "__Host-session" : "session";
        cookie.Cookie.SecurePolicy = isOverTls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.Cookie.HttpOnly = true;
        // Lax: the way back from the identity provider is a link from another site.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = TimeSpan.FromHours(settings.SessionHours);
        cookie.SlidingExpiration = false;
        cookie.EventsType = typeof(SessionCookie);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!await sessions.IsLiveAsync(context.Principal!))
        {
            context.RejectPrincipal();
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!DeniedAnswer.IsForABrowser(request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var asked = HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : ReturnAddress.Home;
        context.Response.Redirect(
            asked == ReturnAddress.Home
                ? SignInRoutes.SignIn
                : $"{SignInRoutes.SignIn}?returnUrl={Uri.EscapeDataString(asked)}"
        );
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        DeniedAnswer.WriteAsync(context.HttpContext);
}
