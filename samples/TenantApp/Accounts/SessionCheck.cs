using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TenantApp.Accounts;

/// <summary>
/// Asks the database at each request whether the session still holds. Identity's own validator does so at intervals, and
/// also ends schemes for external and two-factor sign-in, which this application does not have.
/// </summary>
public static class SessionCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var signIn = context.HttpContext.RequestServices.GetRequiredService<AppSignInManager>();
        var user = await signIn.ValidateSecurityStampAsync(context.Principal);
        if (user is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }
        // With the role and team of this moment, not of the sign-in.
        context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(user));
    }
}
