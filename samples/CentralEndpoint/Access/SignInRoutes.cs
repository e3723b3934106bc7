using CentralEndpoint.Audit;
using CentralEndpoint.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CentralEndpoint.Access;

/// <summary>The routes by which people come in and leave.</summary>
internal static class SignInRoutes
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string SignedOut = "/signed-out";
    public const string Failed = "/sign-in/failed";
    public const string NoRole = "/sign-in/no-role";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignIn, Ask).AllowAnybody();
        routes.MapPost(SignIn, SignInAsync).AllowAnybody();
        routes.MapPost(SignOut, SignOutAsync).AllowStaff();
        routes.MapGet(SignedOut, static () => Say(SignInOutcome.SignedOut)).AllowAnybody();
        routes.MapGet(Failed, static () => Say(SignInOutcome.Failed)).AllowAnybody();
        routes.MapGet(NoRole, static () => Say(SignInOutcome.NoRole)).AllowAnybody();
    }

    private static IResult Ask(CentralEndpointSettings settings, DemoAccounts accounts, string? returnUrl)
    {
        var to = ReturnAddress.Of(returnUrl);
        if (settings.SignIn.HasProvider)
        {
            return Results.Challenge(new AuthenticationProperties { RedirectUri = to }, [OpenIdSignIn.Scheme]);
        }

        return accounts.Any
            ? new PageResult<SignInPage>((nameof(SignInPage.To), to))
            : new PageResult<SignInOutcomePage>(
                StatusCodes.Status503ServiceUnavailable,
                (nameof(SignInOutcomePage.Outcome), SignInOutcome.NoProvider)
            );
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        DemoAccounts accounts,
        SignInLimit limit,
        [FromForm] string? account,
        [FromForm] string? password,
        [FromForm] string? returnUrl
    )
    {
        var to = ReturnAddress.Of(returnUrl);
        if (!limit.TryEnter())
        {
            return Again(StatusCodes.Status429TooManyRequests, "Too many tries. Wait a minute.", to);
        }

        var services = context.RequestServices;
        if (accounts.Find(account ?? "", password ?? "") is not { } member)
        {
            // Not the name that was typed: it may be a password.
            await services
                .GetRequiredService<AuditTrail>()
                .RecordAsync(AuditedAct.OfEndpoint(AuditActions.SignInRefused, "pages"));
            return Again(StatusCodes.Status401Unauthorized, "Account and password do not go together.", to);
        }

        var before = await context.AuthenticateAsync(SessionCookie.Scheme);
        var user = await services
            .GetRequiredService<Sessions>()
            .StartAsync(member, SessionCookie.Scheme, before.Principal);
        await context.SignInAsync(SessionCookie.Scheme, user);
        return Results.LocalRedirect(to);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions)
    {
        await sessions.EndAsync(context.User);
        await context.SignOutAsync(SessionCookie.Scheme);
        return Results.LocalRedirect(SignedOut);
    }

    private static PageResult<SignInPage> Again(int status, string fault, string to) =>
        new(status, (nameof(SignInPage.To), to), (nameof(SignInPage.Fault), fault));

    private static PageResult<SignInOutcomePage> Say(SignInOutcome outcome) =>
        new((nameof(SignInOutcomePage.Outcome), outcome));
}
