using System.Data.Common;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Schema;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Makes outboxes on a database.</summary>
internal static class OutboxBench
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>Makes a database of one test on PostgreSQL, with the outbox's tables.</summary>
    public static async Task<DbDataSource> PostgresAsync()
    {
        var database = await PostgresRun.CreateAsync();
        await database.MakeTablesAsync(OutboxProvider.PostgreSql);
        return database;
    }

    /// <summary>Makes the tables by the script.</summary>
    public static async Task MakeTablesAsync(this DbDataSource database, OutboxProvider provider)
    {
        await using var command = database.CreateCommand(OutboxScript.Create(provider));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes an outbox of one node.</summary>
    public static OutboxBuffer Outbox(
        this DbDataSource database,
        OutboxProvider provider,
        UserActivityTrackingOptions options,
        TimeProvider time,
        string node = "node-1",
        TimeSpan? lease = null
    ) => new(database.Context(provider, options, time, node, lease));

    /// <summary>Makes what the parts of an outbox of one node share.</summary>
    public static OutboxContext Context(
        this DbDataSource database,
        OutboxProvider provider,
        UserActivityTrackingOptions options,
        TimeProvider time,
        string node = "node-1",
        TimeSpan? lease = null,
        IOutboxSeal? seal = null,
        IOutboxConnections? reached = null
    )
    {
        var connections = reached ?? new DataSourceConnections(database);
        var names = TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null);
        var statements = new OutboxStatements(provider, names);
        var store = new OutboxStore(connections, statements, options.ClientInstanceId!);
        var settler = new OutboxSettler(connections, statements, options.ClientInstanceId!);
        var reporter = new OutboxReporter(new TrackingMeter(factory: null), NullLogger.Instance, time);
        var terms = new OutboxTerms
        {
            Instance = options.ClientInstanceId!,
            Node = node,
            MaxBytes = options.Buffer.MaxBytes,
            Lease = lease ?? Lease,
            MaxAge = options.Buffer.MaxAge,
            DeadLetterMaxAge = options.Buffer.DeadLetterMaxAge,
        };
        return new OutboxContext
        {
            Terms = terms,
            Opening = new OutboxOpening(
                terms,
                new OpeningStore(connections, statements),
                seal ?? new NoSeal(),
                reporter,
                time
            ),
            Store = store,
            Settler = settler,
            People = new PeopleStore(
                connections,
                new ArchiveStatements(statements, names),
                settler,
                options.ClientInstanceId!
            ),
            Reporter = reporter,
            Time = time,
        };
    }

    /// <summary>Makes what carries the statements out.</summary>
    public static OutboxStore Store(
        this DbDataSource database,
        OutboxProvider provider,
        UserActivityTrackingOptions options
    ) =>
        new(
            new DataSourceConnections(database),
            new OutboxStatements(provider, TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null)),
            options.ClientInstanceId!
        );

    /// <summary>Makes what answers for people, of an outbox of the node that <see cref="Outbox"/> makes.</summary>
    public static OutboxArchive Archive(
        this DbDataSource database,
        OutboxProvider provider,
        OutboxBuffer buffer,
        UserActivityTrackingOptions options,
        TimeProvider? time = null
    ) => new(buffer, database.Context(provider, options, time ?? TimeProvider.System));

    /// <summary>Makes what tells of an outbox's numbers.</summary>
    public static OutboxReports Reports(
        this DbDataSource database,
        OutboxProvider provider,
        OutboxBuffer buffer,
        UserActivityTrackingOptions options
    )
    {
        var names = TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null);
        var connections = new DataSourceConnections(database);
        var statements = new OutboxStatements(provider, names);
        var settler = new OutboxSettler(connections, statements, options.ClientInstanceId!);
        return new OutboxReports(
            buffer,
            new ReportStore(connections, settler, statements, options.ClientInstanceId!),
            "node-1"
        );
    }
}
