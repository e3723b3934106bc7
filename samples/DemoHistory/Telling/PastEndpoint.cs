using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using CentralEndpoint;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Storage;
using DemoHistory.Clients;
using Microsoft.EntityFrameworkCore;

namespace DemoHistory.Telling;

/// <summary>
/// Is a second process of the endpoint over the same data, on ports of its own, whose clock is moved: what is posted to it has been
/// received then. Everything else of it is as it is.
/// </summary>
internal sealed class PastEndpoint : IAsyncDisposable
{
    // It asks for a heartbeat a day, so that nobody is stale before the demo has run for three.
    private static readonly string[] OwnSettings =
    [
        "--CentralEndpoint:IngestPort=0",
        "--CentralEndpoint:PagesPort=0",
        "--CentralEndpoint:HeartbeatSeconds=86400",
    ];

    // Of a key that was made when the history began; it is shown to nobody and used by nobody but this program.
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(3 * 365);

    private readonly WebApplication _app;

    private PastEndpoint(WebApplication app, HistoryClock clock, string rootFile)
    {
        _app = app;
        Clock = clock;
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(rootFile);
        Client = new HttpClient(handler) { BaseAddress = ListenerAddresses.Of(app).Ingest };
    }

    public HistoryClock Clock { get; }

    /// <summary>Gets what posts to it, over TLS.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets the day before which the history ends: <c>--today</c>, or that of the system's clock in UTC.</summary>
    /// <exception cref="HistoryFaultException">It is none.</exception>
    public DateOnly Today
    {
        get
        {
            if (_app.Configuration["today"] is not { } text)
            {
                return DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            }
            return DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var today
            )
                ? today
                : throw new HistoryFaultException("--today is not a day. Write it like --today=2026-11-24.");
        }
    }

    /// <param name="args">The settings of the endpoint, among them its data folder; and the file <c>--root</c> that clients trust.</param>
    public static async Task<PastEndpoint> StartAsync(string[] args)
    {
        var clock = new HistoryClock();
        var app = CentralEndpointApplication.Create(
            [.. args, .. OwnSettings],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(clock);
            }
        );
        var rootFile =
            app.Configuration["root"]
            ?? throw new HistoryFaultException("--root is missing: the PEM file of the root that clients trust.");
        await app.StartAsync();
        return new PastEndpoint(app, clock, rootFile);
    }

    /// <summary>Registers an instance, as the operator's command does.</summary>
    /// <returns>The API key.</returns>
    /// <exception cref="HistoryFaultException">There is one of that id.</exception>
    public async Task<string> RegisterAsync(ClientPlot plot)
    {
        var kind = plot.IsProductive ? InstanceKind.Production : InstanceKind.Test;
        var instance = new NewInstance(plot.Instance, plot.Client, kind, plot.Zone, plot.Seats);
        var (outcome, credential) = await _app
            .Services.GetRequiredService<InstanceRegister>()
            .AddAsync(instance, new NewCredential(PublicKey: null, KeyLifetime));
        return outcome == RegisterOutcome.Done
            ? credential!.ApiKey!.Reveal()
            : throw new HistoryFaultException(
                string.Create(CultureInfo.InvariantCulture, $"{plot.Instance} cannot be registered: {outcome}.")
            );
    }

    /// <summary>
    /// Erases who is active at an instance and comes first by subject, as docs/privacy.md has an operator do it by hand: name and address
    /// go, and every count stays.
    /// </summary>
    public Task<int> EraseSomebodyAsync(string instance) =>
        _app
            .Services.GetRequiredService<EndpointStore>()
            .WriteAsync(
                instance,
                async db =>
                {
                    var subject = await db
                        .Intervals.Where(row => row.InstanceId == instance && row.Ended == null)
                        .MinAsync(static row => row.Subject);
                    var theirs = db
                        .Activities.Where(row => row.InstanceId == instance && row.Subject == subject)
                        .Select(static row => row.Id);
                    return await db
                        .Profiles.Where(row => row.InstanceId == instance && theirs.Contains(row.ActivityId))
                        .ExecuteDeleteAsync();
                }
            );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
