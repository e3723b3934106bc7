using CentralEndpoint.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace CentralEndpoint.Access;

/// <summary>Registers what decides who may see what.</summary>
internal static class AccessRegistration
{
    private const string Either = "either";

    public static void AddAccess(
        this IServiceCollection services,
        CentralEndpointSettings settings,
        EndpointStore store,
        bool isDevelopment
    )
    {
        services.AddHttpContextAccessor();
        services.AddDataProtection().SetApplicationName("central-endpoint");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SealedKeyRepository(store));
        services.AddSingleton(new FormTokens(store.Key));
        services.AddSingleton(
            new DemoAccounts(store.Key, isDevelopment && !settings.SignIn.HasProvider && settings.PagesAddress is null)
        );
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<ReadTokens>();
        services.AddSingleton<SignInLimit>();
        services.AddRights();
        var authentication = services
            .AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, static scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddCookie(SessionCookie.Scheme, cookie => SessionCookie.Configure(cookie, settings))
            .AddScheme<AuthenticationSchemeOptions, ReadTokenHandler>(ReadTokenHandler.SchemeName, static _ => { });
        if (settings.SignIn.HasProvider)
        {
            services.AddSingleton<OpenIdSignIn>();
            authentication.AddOpenIdConnect(
                OpenIdSignIn.Scheme,
                options => OpenIdSignIn.Configure(options, settings.SignIn)
            );
        }
    }

    // Who sends a token does not mean a cookie.
    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 ? ReadTokenHandler.SchemeName : SessionCookie.Scheme;
}
