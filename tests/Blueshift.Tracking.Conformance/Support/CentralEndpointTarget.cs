using System.Security.Cryptography;
using CentralEndpoint;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Is samples/CentralEndpoint in this process: real Kestrel, real TLS, a real database; without settings an SQLite file.</summary>
internal sealed class CentralEndpointTarget : IConformanceTarget
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private CentralEndpointTarget(
        DirectoryInfo folder,
        WebApplication app,
        ConformanceAccount account,
        ConformanceAccount other,
        TokenSigner signer
    )
    {
        _folder = folder;
        _app = app;
        Client = StrictClient.Create(ListenerAddresses.Of(app).Ingest, Path.Combine(folder.FullName, "root.pem"));
        Account = account;
        OtherAccount = other;
        Signer = signer;
    }

    public HttpClient Client { get; }

    public ConformanceAccount Account { get; }

    public ConformanceAccount? OtherAccount { get; }

    public TokenSigner? Signer { get; }

    public static async Task<CentralEndpointTarget> StartAsync(params IEnumerable<string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var app = CentralEndpointApplication.Create(
            [
                $"--CentralEndpoint:DataFolder={folder.FullName}",
                "--CentralEndpoint:IngestPort=0",
                "--CentralEndpoint:PagesPort=0",
                .. settings,
            ],
            static builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        var account = await AddAsync(app, "conformance");
        return new CentralEndpointTarget(
            folder,
            app,
            account,
            await AddAsync(app, "other"),
            await AddSignerAsync(app, account.Instance)
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Signer?.Key.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<ConformanceAccount> AddAsync(WebApplication app, string instance)
    {
        var register = app.Services.GetRequiredService<InstanceRegister>();
        var (_, added) = await register.AddAsync(
            new NewInstance(instance, "Conformance", InstanceKind.Test, "UTC", null),
            NewCredential.ApiKey
        );
        return new ConformanceAccount(instance, added!.ApiKey!.Reveal());
    }

    private static async Task<TokenSigner> AddSignerAsync(WebApplication app, string instance)
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKey.TryImport(pair.ExportSubjectPublicKeyInfo(), out var key);
        var register = app.Services.GetRequiredService<CredentialRegister>();
        var (_, added) = await register.AddAsync(instance, new NewCredential(key, TimeSpan.FromDays(1)));
        return new TokenSigner(pair, added!.KeyId, instance, ListenerAddresses.Of(app).Ingest.AbsoluteUri.TrimEnd('/'));
    }
}
