using System.Data.Common;
using System.Security.Cryptography;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Capturing;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Heartbeats;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Relational.Registration;

/// <summary>Registers the outbox in place of the journal. Whoever does so registers the <see cref="OutboxDatabase"/> too.</summary>
internal static class OutboxRegistration
{
    // A request is tried twice at most within its deadline, and the clock of the database goes on meanwhile.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    public static void AddOutbox(this IServiceCollection services)
    {
        services.Configure<UserActivityTrackingOptions>(static options => options.Buffer.UsesOutbox = true);
        services.TryAddSingleton(OutboxTables.Default);
        services.TryAddSingleton(Seal);
        services.TryAddSingleton(Context);
        services.TryAddSingleton(static provider => new OutboxBuffer(provider.GetRequiredService<OutboxContext>()));
        services.Replace(ServiceDescriptor.Singleton(Parts));
        services.AddReconcileStore();
        services.Replace(
            ServiceDescriptor.Singleton<IHeartbeatTurn>(static provider => new OutboxTurn(
                provider.GetRequiredService<OutboxDatabase>(),
                provider.GetRequiredService<OutboxContext>()
            ))
        );
        services.TryAddSingleton<IOutboxCapture>(static provider =>
        {
            // With it come its gauges, and whoever disposes it.
            provider.GetRequiredService<IActivityBuffer>();
            return new OutboxCapture(
                provider.GetRequiredService<ActivityEncoder>(),
                provider.GetRequiredService<OutboxBuffer>(),
                provider.GetRequiredService<OutboxContext>(),
                provider.GetRequiredService<CaptureReporter>(),
                provider.GetService<IReconcileRequests>()
            );
        });
    }

    /// <summary>Adds the check of the data source, in place of an earlier one.</summary>
    public static void AddDataSourceCheck(
        this IServiceCollection services,
        OutboxProvider provider,
        Func<IServiceProvider, DbDataSource> database,
        bool isRegistered
    )
    {
        services.RemoveAll<DataSourceCheck>();
        services.AddSingleton(host => new DataSourceCheck(host, provider, database, isRegistered));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IFurtherCheck, DataSourceCheck>(static host =>
                host.GetRequiredService<DataSourceCheck>()
            )
        );
    }

    private static BufferParts Parts(IServiceProvider provider)
    {
        var buffer = provider.GetRequiredService<OutboxBuffer>();
        var context = provider.GetRequiredService<OutboxContext>();
        var database = provider.GetRequiredService<OutboxDatabase>();
        var reports = new ReportStore(
            database.Connections,
            context.Settler,
            new OutboxStatements(database.Provider, database.Names),
            context.Terms.Instance
        );
        return new BufferParts(
            buffer,
            ReconcileStoreRegistration.WithLedger(provider, new OutboxArchive(buffer, context)),
            new OutboxReports(buffer, reports, context.Terms.Node)
        );
    }

    private static OutboxContext Context(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<OutboxDatabase>();
        var time = provider.GetRequiredService<TimeProvider>();
        var terms = Terms(Options(provider));
        var statements = new OutboxStatements(database.Provider, database.Names);
        var ledger = ReconcileStoreRegistration.Writer(provider);
        var settler = new OutboxSettler(database.Connections, statements, terms.Instance, ledger);
        var store = new OutboxStore(database.Connections, statements, terms.Instance);
        var reporter = new OutboxReporter(
            provider.GetRequiredService<TrackingMeter>(),
            new GuardedLogger(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Blueshift.Tracking")),
            time
        );
        return new OutboxContext
        {
            Terms = terms,
            Opening = new OutboxOpening(
                terms,
                new OpeningStore(database.Connections, statements),
                provider.GetRequiredService<IOutboxSeal>(),
                reporter,
                time
            ),
            Store = store,
            Settler = settler,
            People = new PeopleStore(
                database.Connections,
                new ArchiveStatements(statements, database.Names),
                settler,
                terms.Instance
            ),
            Reporter = reporter,
            Time = time,
        };
    }

    private static OutboxTerms Terms(UserActivityTrackingOptions options) =>
        new()
        {
            Instance = options.ClientInstanceId!,
            Node = RandomNumberGenerator.GetHexString(16, lowercase: true),
            MaxBytes = options.Buffer.MaxBytes,
            Lease = (2 * options.Delivery.RequestTimeout) + LeaseMargin,
            MaxAge = options.Buffer.MaxAge,
            DeadLetterMaxAge = options.Buffer.DeadLetterMaxAge,
        };

    private static IOutboxSeal Seal(IServiceProvider provider)
    {
        var options = Options(provider).Buffer;
        var custom = provider.GetService<IJournalKeyProvider>();
        if (string.IsNullOrEmpty(options.KeyFile) && !options.UsesDataProtection && custom is null)
        {
            return new NoSeal();
        }
        var keys = JournalKeys.Choose(
            options,
            options.UsesDataProtection ? provider.GetService<IDataProtectionProvider>() : null,
            custom,
            provider.GetRequiredService<IFileSystem>(),
            root: ""
        );
        var database = provider.GetRequiredService<OutboxDatabase>();
        var time = provider.GetRequiredService<TimeProvider>();
        return new OutboxSeal(
            keys.Kind,
            new JournalKeySource(keys.Provider, options.AppendTimeout, time),
            new KeyStore(database.Connections, database.Names),
            time
        );
    }

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
}
