using System.Security.Claims;
using CentralEndpoint.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CentralEndpoint.Tests.Support;

/// <summary>Sends requests of somebody who is signed in, with the cookie that a sign-in gives; signs in again when the clock was moved past it.</summary>
internal sealed class StaffHandler(
    IServiceProvider services,
    FakeTimeProvider clock,
    StaffMember member,
    HttpMessageHandler inner
) : DelegatingHandler(inner)
{
    private static readonly TimeSpan Session = TimeSpan.FromHours(7);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (string Cookie, DateTimeOffset Until)? _session;

    /// <summary>Gives the cookie that a sign-in of this member sets.</summary>
    public static async Task<string> CookieAsync(IServiceProvider services, StaffMember member, DateTimeOffset now)
    {
        var user = await services.GetRequiredService<Sessions>().StartAsync(member, SessionCookie.Scheme);
        var options = services
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(SessionCookie.Scheme);
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan };
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(user), properties, SessionCookie.Scheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.Headers.Contains("Cookie") && request.Headers.Authorization is null)
        {
            request.Headers.Add("Cookie", await CookieAsync(cancellationToken));
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _turn.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> CookieAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_session is not { } session || session.Until <= now)
            {
                session = (await CookieAsync(services, member, now), now + Session);
                _session = session;
            }

            return session.Cookie;
        }
        finally
        {
            _turn.Release();
        }
    }
}
