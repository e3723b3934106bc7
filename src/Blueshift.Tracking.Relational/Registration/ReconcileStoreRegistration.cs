using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Reconciling;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Relational.Registration;

/// <summary>Registers the ledger of the outbox. It is written only where the host has a user directory.</summary>
internal static class ReconcileStoreRegistration
{
    /// <summary>Registers it. The outbox's own services are taken for granted.</summary>
    public static void AddReconcileStore(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new ReconcileDatabase(
            provider.GetRequiredService<OutboxDatabase>(),
            provider.GetRequiredService<OutboxContext>()
        ));
        services.TryAddSingleton<IReconcileStore>(static provider =>
        {
            var database = provider.GetRequiredService<ReconcileDatabase>();
            var agreement = new Agreement(database);
            return new OutboxReconcileStore(
                database,
                agreement,
                new FindingWriter(database, agreement, provider.GetRequiredService<ActivityEncoder>()),
                provider.GetRequiredService<OutboxBuffer>().ChangedAsync
            );
        });
        services.Replace(
            ServiceDescriptor.Singleton<ISubjectErasure>(static provider => new SuppressingErasure(
                new SubjectErasure(provider.GetRequiredService<IBufferArchive>()),
                ReconcileRegistration.HasDirectory(provider) ? People(provider) : null
            ))
        );
    }

    /// <summary>Makes what writes the ledger.</summary>
    /// <returns><see langword="null"/> where there is no user directory to compare it with: nobody keeps what nobody needs.</returns>
    public static LedgerWriter? Writer(IServiceProvider provider) =>
        ReconcileRegistration.HasDirectory(provider)
            ? new LedgerWriter(
                new LedgerStatements(provider.GetRequiredService<OutboxDatabase>().Names),
                provider.GetRequiredService<IOutboxSeal>(),
                Instance(provider)
            )
            : null;

    /// <summary>Makes an archive that answers for the ledger too, also for one that was written while there was a directory.</summary>
    public static IBufferArchive WithLedger(IServiceProvider provider, IBufferArchive outbox) =>
        new LedgerArchive(outbox, People(provider));

    private static LedgerPeople People(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<ReconcileDatabase>();
        var writer = new LedgerWriter(database.Ledger, database.Seal, database.Instance);
        return new LedgerPeople(database, writer);
    }

    private static string Instance(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value.ClientInstanceId!;
}
