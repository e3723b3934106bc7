using System.Security.Cryptography.X509Certificates;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using Demo.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Benchmarks;

/// <summary>The real endpoint over a database of its own, and a client that trusts it.</summary>
internal sealed class MeasuredEndpoint : IAsyncDisposable
{
    /// <summary>Is how many instances the activities are of that are there before.</summary>
    public const int Instances = 200;

    private const int RowsAtOnce = 20_000;

    private readonly string _folder;
    private readonly PostgresServer? _server;
    private readonly WebApplication _app;

    private MeasuredEndpoint(string folder, PostgresServer? server, WebApplication app)
    {
        _folder = folder;
        _server = server;
        _app = app;
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(Path.Combine(folder, "root.pem"));
        Client = new HttpClient(handler) { BaseAddress = ListenerAddresses.Of(app).Ingest };
    }

    public HttpClient Client { get; }

    public bool IsPostgres => _server is not null;

    public IServiceProvider Services => _app.Services;

    public EndpointStore Store => Services.GetRequiredService<EndpointStore>();

    public static async Task<MeasuredEndpoint> StartAsync(string engine)
    {
        var folder = Path.Combine(
            Directory.GetCurrentDirectory(),
            "benchmark-data",
            Guid.CreateVersion7().ToString("n")
        );
        PostgresServer? server = null;
        string[] database = [];
        if (engine == "postgres")
        {
            server = await PostgresServer.StartAsync(PostgresServer.FindBinaries()!);
            await server.CreateDatabaseAsync("measured");
            database = [$"--CentralEndpoint:PostgreSql={server.Connection("measured")}"];
        }

        var app = CentralEndpointApplication.Create(
            [
                $"--CentralEndpoint:DataFolder={folder}",
                "--CentralEndpoint:IngestPort=0",
                "--CentralEndpoint:PagesPort=0",
                "--CentralEndpoint:MaxRequestsPerMinute=1000000",
                .. database,
            ],
            static builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        return new MeasuredEndpoint(folder, server, app);
    }

    /// <summary>Adds an instance and gives its key.</summary>
    public async Task<string> AddInstanceAsync(string id)
    {
        var register = Services.GetRequiredService<InstanceRegister>();
        var instance = new NewInstance(id, id, InstanceKind.Production, "UTC", Seats: null);
        var (_, added) = await register.AddAsync(instance, NewCredential.ApiKey);
        return added!.ApiKey!.Reveal();
    }

    /// <summary>Puts activities of many instances there, and what the endpoint keeps of them.</summary>
    public async Task FillAsync(int count)
    {
        for (var number = 0; number < Instances && count > 0; number++)
        {
            var instance = $"filled-{number:D3}";
            await AddInstanceAsync(instance);
            await Store.WriteAsync(
                instance,
                async db =>
                {
                    var insert = new TableInsert(db, "activity", [.. RowInsert.ActivityColumns]);
                    foreach (var chunk in History.Of(instance, count / Instances).Chunk(RowsAtOnce))
                    {
                        foreach (var activity in chunk)
                        {
                            insert.Add(activity.ToRow(instance));
                        }

                        await insert.RunAsync();
                    }

                    return await IntervalStore.RebuildAsync(db, instance);
                }
            );
        }
    }

    /// <summary>
    /// Runs a write of the floor: as the database's owner on PostgreSQL, because COPY is not for those whom row-level security binds.
    /// </summary>
    public async Task WriteFloorAsync(string instance, Func<EndpointDbContext, Task<bool>> write)
    {
        if (_server is null)
        {
            await Store.WriteAsync(instance, write);
            return;
        }

        var options = new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(_server.OwnerConnection("measured"));
        await using var db = new PostgresDbContext(options.Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await write(db);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
