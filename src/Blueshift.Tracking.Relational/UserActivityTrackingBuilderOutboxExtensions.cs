using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Registration;
using Blueshift.Tracking.Relational.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.Relational;

/// <summary>Lets activities wait in a table of the host's own database, the outbox, in place of files.</summary>
public static class UserActivityTrackingBuilderOutboxExtensions
{
    /// <summary>
    /// Lets activities wait in the outbox, reached by the <see cref="DbDataSource"/> that the host registers. Make its tables with
    /// <see cref="OutboxScript"/>.
    /// </summary>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="provider">The database.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="provider"/> is none of the names: the outbox runs on PostgreSQL and SQLite alone.
    /// </exception>
    /// <remarks>
    /// No folder, no key file and no volume is needed. What waits is guarded as the host's own table of users is; with
    /// <see cref="UserActivityTrackingBuilder.UseDataProtection"/> or <see cref="BufferOptions.KeyFile"/>, the same on every node, it is
    /// sealed besides. While the tables are missing activities are refused with <see cref="RefusalReason.OutboxMissing"/>; start goes on.
    /// </remarks>
    public static UserActivityTrackingBuilder UseOutbox(
        this UserActivityTrackingBuilder builder,
        OutboxProvider provider
    ) =>
        builder.UseOutbox(provider, static services => services.GetRequiredService<DbDataSource>(), isRegistered: true);

    /// <summary>Lets activities wait in the outbox, reached by a data source of the host's choice.</summary>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="provider">The database.</param>
    /// <param name="database">Gets the data source, once. The host disposes it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="provider"/> is none of the names: the outbox runs on PostgreSQL and SQLite alone.
    /// </exception>
    public static UserActivityTrackingBuilder UseOutbox(
        this UserActivityTrackingBuilder builder,
        OutboxProvider provider,
        Func<IServiceProvider, DbDataSource> database
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        return builder.UseOutbox(provider, database, isRegistered: false);
    }

    /// <summary>Names the tables of the outbox otherwise than <c>blueshift_outbox</c>, <c>blueshift_ledger</c> and <c>blueshift_state</c>.</summary>
    /// <param name="builder">What <c>AddUserActivityTracking</c> returned.</param>
    /// <param name="prefix">What the names begin with: 1 to 32 lower-case letters, digits and underscores, the first no digit.</param>
    /// <param name="schema">
    /// The schema of the tables: 1 to 63 lower-case letters, digits and underscores, the first no digit. By default the one that the
    /// connection finds first. SQLite has none.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A name has other characters or another length.</exception>
    /// <exception cref="ArgumentNullException">An argument other than the schema is <see langword="null"/>.</exception>
    /// <remarks>Give <see cref="OutboxScript.Create"/> the same names. What waits in tables of another name is not looked for.</remarks>
    public static UserActivityTrackingBuilder OutboxTables(
        this UserActivityTrackingBuilder builder,
        string prefix,
        string? schema = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Of the two databases the one that takes both names.
        _ = TableNames.Of(OutboxProvider.PostgreSql, prefix, schema);
        builder.Services.Replace(ServiceDescriptor.Singleton(new OutboxTables(prefix, schema)));
        return builder;
    }

    private static UserActivityTrackingBuilder UseOutbox(
        this UserActivityTrackingBuilder builder,
        OutboxProvider provider,
        Func<IServiceProvider, DbDataSource> database,
        bool isRegistered
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Enum.IsDefined(provider))
        {
            throw new ArgumentOutOfRangeException(
                nameof(provider),
                provider,
                "The outbox runs on PostgreSQL and SQLite alone. On another database use the journal, which is the default."
            );
        }
        builder.Services.AddOutbox();
        builder.Services.Replace(
            ServiceDescriptor.Singleton(services => new OutboxDatabase(
                provider,
                services.GetRequiredService<OutboxTables>().NamesFor(provider),
                new DataSourceConnections(database(services))
            ))
        );
        builder.Services.AddDataSourceCheck(provider, database, isRegistered);
        return builder;
    }
}
