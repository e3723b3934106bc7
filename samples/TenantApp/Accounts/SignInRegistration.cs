using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace TenantApp.Accounts;

/// <summary>Registers Identity, its one cookie, and who may do what.</summary>
public static class SignInRegistration
{
    private const int MinPasswordLength = 12;
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(8);

    public static void AddSignIn(this IServiceCollection services, string cookieName, CookieSecurePolicy secure)
    {
        services.AddHttpContextAccessor();
        services
            .AddIdentityCore<AppUser>(Configure)
            .AddEntityFrameworkStores<AppDbContext>()
            .AddClaimsPrincipalFactory<AppClaimsFactory>()
            .AddSignInManager<AppSignInManager>();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Configure(cookie, cookieName, secure));
        services.AddAuthorization(Permissions.Configure);
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        // No @: a user name may stand in a crash log, an email address may not.
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
        // NIST SP 800-63B: length, not composition.
        identity.Password.RequiredLength = MinPasswordLength;
        identity.Password.RequiredUniqueChars = 5;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Configure(CookieAuthenticationOptions cookie, string name, CookieSecurePolicy secure)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.SecurePolicy = secure;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.LoginPath = "/account/signin";
        cookie.LogoutPath = "/account/signout";
        cookie.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
