using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Certificates;
using CentralEndpoint.Credentials;
using CentralEndpoint.Heartbeats;
using CentralEndpoint.Ingest;
using CentralEndpoint.Instances;
using CentralEndpoint.Listening;
using CentralEndpoint.Pages;
using CentralEndpoint.Privacy;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Reports;
using CentralEndpoint.Retention;
using CentralEndpoint.Storage;
using CentralEndpoint.Telemetry;

namespace CentralEndpoint;

/// <summary>Builds the endpoint, and serves. A test starts it in its own process with <see cref="Create"/>.</summary>
public static class CentralEndpointApplication
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Builds the endpoint from its arguments, ready to start, and makes what its data folder lacks.</summary>
    /// <param name="args">Settings, such as <c>--CentralEndpoint:DataFolder=/srv/endpoint</c>.</param>
    /// <param name="configure">Replaces services, such as the clock.</param>
    /// <exception cref="EndpointFaultException">A setting is wrong, or the data folder cannot be used.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = CentralEndpointSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        ConfigureLogging(builder.Logging);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(settings);
        AddServices(builder, settings, EndpointStore.Open(settings));
        var certificate = ServerCertificate.Load(settings, TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, certificate));
        configure?.Invoke(builder);
        builder.AddTelemetry();

        var app = builder.Build();
        KeepAccessToThePages(app);
        app.MapWhen(Listener.Ingest.Took, IngestPipeline.Build);
        app.MapWhen(Listener.Pages.Took, PagesPipeline.Build);
        app.Lifetime.ApplicationStarted.Register(() => LogStart(app));
        return app;
    }

    /// <summary>Starts the endpoint, writes where it listens, and ends with a signal or a fault.</summary>
    public static async Task ServeAsync(this WebApplication app, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            await app.StartAsync();
        }
        catch (Exception fault) when (Listeners.IsListenFault(fault))
        {
            throw Listeners.Explain(fault, app.Services.GetRequiredService<CentralEndpointSettings>());
        }

        var addresses = ListenerAddresses.Of(app);
        foreach (var (account, password) in app.Services.GetRequiredService<DemoAccounts>().All)
        {
            await output.WriteLineAsync($"Account: {account} {password}");
        }

        await output.WriteLineAsync($"Ingest: {addresses.Ingest.GetLeftPart(UriPartial.Authority)}");
        await output.WriteLineAsync($"Pages: {addresses.Pages.GetLeftPart(UriPartial.Authority)}");
        await output.FlushAsync();
        await app.WaitForShutdownAsync();
    }

    private static void AddServices(
        WebApplicationBuilder builder,
        CentralEndpointSettings settings,
        EndpointStore store
    )
    {
        var services = builder.Services;
        services.AddSingleton(store);
        services.AddSingleton(new ProfileSealer(store.Key));
        services.AddSingleton<InstanceRegister>();
        services.AddSingleton<CredentialRegister>();
        services.AddSingleton<StoredCredentials>();
        services.AddSingleton<TokenAudiences>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<RefusedCredentials>();
        services.AddSingleton<CredentialAuthentication>();
        services.AddSingleton<IngestGate>();
        services.AddSingleton<BatchStore>();
        services.AddSingleton<VerdictMeter>();
        services.AddSingleton<ActivitiesRoute>();
        services.AddSingleton<ActiveSetStore>();
        services.AddSingleton<HeartbeatStore>();
        services.AddSingleton<HeartbeatRoute>();
        services.AddSingleton(new AuditChain(store.Key));
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<AuditQuery>();
        services.AddSingleton<AuditAnchor>();
        services.AddHostedService(static provider => provider.GetRequiredService<AuditAnchor>());
        services.AddAccess(settings, store, builder.Environment.IsDevelopment());
        services.AddReports();
        services.AddPrivacy(store.Key);

        services.AddRetention();
        services.AddPublicPages(store);
    }

    // The host would put both in front of either listener, and clients have no account.
    private static void KeepAccessToThePages(IApplicationBuilder app)
    {
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        app.Properties["__AuthorizationMiddlewareSet"] = true;
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        // Standard output belongs to what a caller parses.
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It warns that keys are kept in clear: SealedKeyRepository seals them.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // A fault at start is told once, by Program, in the operator's words.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static void LogStart(WebApplication app)
    {
        var addresses = ListenerAddresses.Of(app);
        var settings = app.Services.GetRequiredService<CentralEndpointSettings>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(CentralEndpoint));
        if (!ProfileSealer.CanCompose)
        {
            log.LogWarning(
                "This machine has no Unicode tables (ICU): an email address that is written in another composition is taken for another one. "
                    + "Install ICU, and start without DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"
            );
        }

        log.LogInformation(
            "Ingest listens at {Ingest}, pages at {Pages}; clients trust {Root}, signed tokens are for {Audiences}",
            addresses.Ingest,
            addresses.Pages,
            settings.HasOwnCertificate
                ? "the issuer of the configured certificate"
                : Path.GetFileName(settings.RootFile),
            string.Join(", ", app.Services.GetRequiredService<TokenAudiences>().All)
        );
        WarnOfNoPublicAddress(settings, log);
    }

    private static void WarnOfNoPublicAddress(CentralEndpointSettings settings, ILogger log)
    {
        if (settings.IsPublicAddressMissing)
        {
            log.LogWarning(
                "Clients elsewhere are told {Address}, which is their own machine, and their signed tokens would be refused. Set {Setting} "
                    + "to the address that they use",
                settings.PublicAddress,
                CentralEndpointSettings.Name(nameof(settings.PublicAddress))
            );
        }
    }
}
