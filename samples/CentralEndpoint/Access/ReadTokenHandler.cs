using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CentralEndpoint.Access;

/// <summary>
/// Takes a read token, as <c>Bearer</c> or as the password of <c>Basic</c>, which is what spreadsheets can send. It opens reports, to a
/// reporter, and nothing else.
/// </summary>
internal sealed class ReadTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ReadTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "read-token";

    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private static readonly AuthenticateResult s_refused = AuthenticateResult.Fail("The token is not good.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Path.StartsWithSegments("/reports", StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }

        if (
            Request.Headers.Authorization is not [{ } value]
            || !ReadToken.TryParse(TokenOf(value), out var token)
            || await tokens.FindAccountAsync(token) is not { } account
        )
        {
            return s_refused;
        }

        var identity = new ClaimsIdentity(
            [new Claim(StaffClaims.Account, account), new Claim(StaffClaims.Role, Role.Reporter.ToWord())],
            SchemeName
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static string? TokenOf(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..];
        }

        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Length];
        return Convert.TryFromBase64String(header[Basic.Length..], buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2)[^1]
            : null;
    }
}
