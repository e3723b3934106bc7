using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using CentralEndpoint.Access;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Support;

/// <summary>The real endpoint: real Kestrel, real TLS, a real database, ports of the system's choice and a folder of its own.</summary>
internal sealed class CentralEndpointHost : IAsyncDisposable
{
    private readonly TempFolder? _owned;
    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private int _instances;

    private CentralEndpointHost(
        WebApplication app,
        TestDatabase database,
        TempFolder folder,
        TempFolder? owned,
        FakeTimeProvider clock
    )
    {
        _app = app;
        _database = database;
        _owned = owned;
        Folder = folder;
        Clock = clock;
        var addresses = ListenerAddresses.Of(app);
        Ingest = Client(addresses.Ingest);
        PagesAddress = addresses.Pages;
        Pages = SignInAs(Role.Reporter);
    }

    public TempFolder Folder { get; }

    /// <summary>Gets the settings with which a command meets the same data.</summary>
    public IReadOnlyList<string> Settings => [Folder.Setting, .. _database.Settings];

    public FakeTimeProvider Clock { get; }

    public HttpClient Ingest { get; }

    /// <summary>Gets what reads pages and reports as a reporter.</summary>
    public HttpClient Pages { get; }

    public Uri PagesAddress { get; }

    public IServiceProvider Services => _app.Services;

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    public static Task<CentralEndpointHost> StartAsync(TempFolder? folder = null, params string[] settings) =>
        StartAsync(folder, static _ => { }, settings);

    /// <summary>Starts one with some services replaced.</summary>
    public static Task<CentralEndpointHost> StartAsync(
        Action<IServiceCollection> configure,
        params string[] settings
    ) => StartAsync(folder: null, configure, settings);

    private static async Task<CentralEndpointHost> StartAsync(
        TempFolder? folder,
        Action<IServiceCollection> configure,
        string[] settings
    )
    {
        var owned = folder is null ? new TempFolder() : null;
        var used = folder ?? owned!;
        var clock = new FakeTimeProvider(The.Now);
        var database = await TestDatabase.OfAsync(used);
        var app = CentralEndpointApplication.Create(
            [
                used.Setting,
                "--CentralEndpoint:IngestPort=0",
                "--CentralEndpoint:PagesPort=0",
                .. database.Settings,
                .. settings,
            ],
            builder =>
            {
                builder.Logging.ClearProviders().AddFakeLogging();
                builder.Services.AddSingleton<TimeProvider>(clock);
                configure(builder.Services);
            }
        );
        await app.StartAsync();
        return new CentralEndpointHost(app, database, used, owned, clock);
    }

    /// <summary>Gives what asks for pages as one of the staff.</summary>
    public HttpClient SignInAs(Role role, string? account = null, params string[] instances) =>
        new(new StaffHandler(Services, Clock, Staff.Of(role, account, instances), Handler()))
        {
            BaseAddress = PagesAddress,
        };

    /// <summary>Gives what asks for pages as nobody in particular.</summary>
    public HttpClient Anybody() => Client(PagesAddress);

    /// <summary>Adds an instance with an id of its own and gives what posts in its name.</summary>
    public async Task<Sender> AddSenderAsync(string kind = "production", int? seats = null, string zone = "UTC")
    {
        var (id, added) = await AddAsync(kind, seats, zone, NewCredential.ApiKey);
        return new Sender(Ingest, id, added.ApiKey!.Reveal());
    }

    /// <summary>Adds an instance of a client that may have others.</summary>
    public async Task<Sender> AddSenderOfAsync(string client, string id, string kind = "production", int? seats = null)
    {
        var added = await RegisterAsync(
            new NewInstance(id, client, InstanceKinds.FromWord(kind), "UTC", seats),
            NewCredential.ApiKey
        );
        return new Sender(Ingest, id, added.ApiKey!.Reveal());
    }

    /// <summary>Adds an instance with an id of its own that signs tokens.</summary>
    public async Task<TokenSigner> AddSignerAsync()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (id, added) = await AddAsync("production", seats: null, "UTC", Keys.Public(key));
        return new TokenSigner(key, added.KeyId, id, Ingest.BaseAddress!.AbsoluteUri.TrimEnd('/'));
    }

    /// <summary>Gives what posts with a token.</summary>
    public Sender SenderWith(TokenSigner signer, string? token = null) =>
        new(Ingest, signer.Instance, token ?? signer.Sign(Clock.GetUtcNow()));

    /// <summary>Opens the database as somebody who may see everything.</summary>
    public DbConnection OpenDatabase() => _database.Open();

    /// <summary>Opens the database as an operator does who works on it by hand.</summary>
    public DbConnection OpenAsOperator() => _database.OpenAsOperator();

    public long Count(string sql)
    {
        using var connection = OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Ingest.Dispose();
        Pages.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _owned?.Dispose();
    }

    private async Task<(string Instance, AddedCredential Credential)> AddAsync(
        string kind,
        int? seats,
        string zone,
        NewCredential credential
    )
    {
        var id = $"client-{Interlocked.Increment(ref _instances)}";
        var instance = new NewInstance(id, $"Client {id}", InstanceKinds.FromWord(kind), zone, seats);
        return (id, await RegisterAsync(instance, credential));
    }

    private async Task<AddedCredential> RegisterAsync(NewInstance instance, NewCredential credential)
    {
        var (outcome, added) = await Services.GetRequiredService<InstanceRegister>().AddAsync(instance, credential);
        Assert.AreEqual(RegisterOutcome.Done, outcome);
        return added!;
    }

    private HttpClient Client(Uri address) => new(Handler()) { BaseAddress = address };

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = The.PolicyTrusting(Folder.File("root.pem"));
        return handler;
    }
}
