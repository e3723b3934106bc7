using System.Security.Claims;
using CentralEndpoint.Audit;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CentralEndpoint.Access;

/// <summary>
/// Signs people in at the vendor's identity provider: authorization code with PKCE. What the provider says is made a session of our own;
/// its tokens are thrown away.
/// </summary>
internal sealed class OpenIdSignIn(
    Sessions sessions,
    AuditTrail audit,
    CentralEndpointSettings settings,
    ILogger<OpenIdSignIn> log
) : OpenIdConnectEvents
{
    public const string Scheme = "openid";

    private const string Subject = "sub";

    /// <summary>Sets the protocol up.</summary>
    public static void Configure(OpenIdConnectOptions options, SignInSettings signIn)
    {
        options.Authority = signIn.Authority;
        options.ClientId = signIn.ClientId;
        options.ClientSecret = signIn.ReadSecret();
        options.SignInScheme = SessionCookie.Scheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // In the address, so that the cookies of the way there may stay away from requests of other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.CallbackPath = "/sign-in/back";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.Always;
        options.EventsType = typeof(OpenIdSignIn);
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var user = context.Principal!;
        var member = MemberOf(user);
        if (member.Roles.Count == 0)
        {
            await audit.RecordAsync(member.Act(AuditActions.SignInRefused, "pages"));
            log.LogWarning(
                "A sign-in was refused: the claim {Claim} of the account makes no role. {Setting} says which values do",
                settings.SignIn.RoleClaim,
                CentralEndpointSettings.Name("SignIn:Roles")
            );
            context.Response.Redirect(SignInRoutes.NoRole);
            context.HandleResponse();
            return;
        }

        context.Principal = await sessions.StartAsync(member, Scheme);
        // The ticket's members are the protocol's; ours begins empty, but for where to go.
        context.Properties = new() { RedirectUri = ReturnAddress.Of(context.Properties?.RedirectUri) };
    }

    public override Task RemoteFailure(Microsoft.AspNetCore.Authentication.RemoteFailureContext context)
    {
        // The message may hold what the provider wrote; its kind is enough to look further.
        log.LogWarning(
            "A sign-in at the identity provider failed: {Kind}",
            context.Failure?.GetType().Name ?? "unknown"
        );
        context.Response.Redirect(SignInRoutes.Failed);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private StaffMember MemberOf(ClaimsPrincipal user)
    {
        var account = user.FindFirstValue(Subject)!;
        return new StaffMember
        {
            Account = account,
            Name = user.FindFirstValue("preferred_username") ?? user.FindFirstValue("name") ?? account,
            Roles =
            [
                .. user.FindAll(settings.SignIn.RoleClaim)
                    .Select(claim => settings.SignIn.RoleOf(claim.Value))
                    .OfType<Role>()
                    .Distinct(),
            ],
            Instances = [.. user.FindAll(settings.SignIn.InstanceClaim).Select(static claim => claim.Value)],
        };
    }
}
