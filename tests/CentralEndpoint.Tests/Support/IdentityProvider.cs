using System.Net;
using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using CentralEndpoint.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace CentralEndpoint.Tests.Support;

/// <summary>A real OpenID Connect provider on loopback, with a certificate of its own: whoever comes is signed in as <see cref="Next"/>.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "central-endpoint";
    public const string ClientSecret = "a-secret-for-tests";

    private readonly WebApplication _app;
    private readonly TempFolder _folder = new();

    private IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = MakeCertificate();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate))
        );
        builder.Services.AddOpenIddict().AddServer(Configure);
        _app = builder.Build();
        _app.UseAuthentication();
    }

    /// <summary>Gets or sets who comes next: claims by name and value, <c>sub</c> among them; absent: nobody, who refuses.</summary>
    public IReadOnlyList<(string Name, string Value)>? Next { get; set; }

    /// <summary>Gets the requests that were refused here because of the client: redirect address, secret, code verifier.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Gets the parameters of the last authorization request.</summary>
    public Dictionary<string, string?> Asked { get; } = new(StringComparer.Ordinal);

    public string Authority =>
        $"https://localhost:{new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port}";

    public X509ChainPolicy Trust => The.PolicyTrusting(_folder.File("provider-root.pem"));

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private X509Certificate2 MakeCertificate()
    {
        Directory.CreateDirectory(_folder.DataFolder);
        var file = _folder.File("provider.pem");
        File.WriteAllText(file, IssuedCertificate.MakePem(TimeProvider.System.GetUtcNow()));
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        File.WriteAllText(_folder.File("provider-root.pem"), all[1].ExportCertificatePem());
        return X509Certificate2.CreateFromPemFile(file, file);
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode();
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.RegisterScopes("openid", "profile");
        server.UseAspNetCore();
        server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(Validate)
        );
        server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler =>
            handler.UseInlineHandler(Validate)
        );
        server.AddEventHandler<OpenIddictServerEvents.HandleAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(Answer)
        );
    }

    private ValueTask Validate(OpenIddictServerEvents.ValidateAuthorizationRequestContext context)
    {
        Asked.Clear();
        foreach (var (name, value) in context.Request.GetParameters())
        {
            Asked[name] = (string?)value;
        }

        if (
            context.ClientId != ClientId
            || context.RedirectUri?.EndsWith("/sign-in/back", StringComparison.Ordinal) != true
        )
        {
            Refused.Add("redirect address");
            context.Reject(OpenIddictConstants.Errors.InvalidClient);
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask Validate(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
        {
            Refused.Add("secret");
            context.Reject(OpenIddictConstants.Errors.InvalidClient);
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask Answer(OpenIddictServerEvents.HandleAuthorizationRequestContext context)
    {
        if (Next is null)
        {
            context.Reject(OpenIddictConstants.Errors.AccessDenied, "The person said no.");
            return ValueTask.CompletedTask;
        }

        var identity = new ClaimsIdentity("test");
        foreach (var (name, value) in Next)
        {
            identity.AddClaim(new Claim(name, value).SetDestinations(OpenIddictConstants.Destinations.IdentityToken));
        }

        context.SignIn(new ClaimsPrincipal(identity).SetScopes("openid", "profile"));
        return ValueTask.CompletedTask;
    }
}
