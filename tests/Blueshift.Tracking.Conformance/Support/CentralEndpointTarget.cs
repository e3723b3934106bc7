using CentralEndpoint;
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
        ConformanceAccount other
    )
    {
        _folder = folder;
        _app = app;
        Client = StrictClient.Create(ListenerAddresses.Of(app).Ingest, Path.Combine(folder.FullName, "root.pem"));
        Account = account;
        OtherAccount = other;
    }

    public HttpClient Client { get; }

    public ConformanceAccount Account { get; }

    public ConformanceAccount? OtherAccount { get; }

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
        return new CentralEndpointTarget(folder, app, await AddAsync(app, "conformance"), await AddAsync(app, "other"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<ConformanceAccount> AddAsync(WebApplication app, string instance)
    {
        var register = app.Services.GetRequiredService<InstanceRegister>();
        var key = await register.AddAsync(new NewInstance(instance, "Conformance", InstanceKind.Test, "UTC", null));
        return new ConformanceAccount(instance, key!.Reveal());
    }
}
