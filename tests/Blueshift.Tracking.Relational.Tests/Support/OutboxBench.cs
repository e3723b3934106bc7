using System.Data.Common;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Schema;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Makes outboxes on a database.</summary>
internal static class OutboxBench
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

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
    )
    {
        var terms = new OutboxTerms(options.ClientInstanceId!, node, options.Buffer.MaxBytes, lease ?? Lease);
        var settler = new OutboxSettler(Connections(database), Statements(provider));
        return new OutboxBuffer(terms, database.Store(provider, options), settler, time);
    }

    /// <summary>Makes what carries the statements out.</summary>
    public static OutboxStore Store(
        this DbDataSource database,
        OutboxProvider provider,
        UserActivityTrackingOptions options
    ) => new(Connections(database), Statements(provider), options.ClientInstanceId!);

    /// <summary>Makes what answers for people, of an outbox of the node that <see cref="Outbox"/> makes.</summary>
    public static OutboxArchive Archive(
        this DbDataSource database,
        OutboxProvider provider,
        OutboxBuffer buffer,
        UserActivityTrackingOptions options
    )
    {
        var statements = Statements(provider);
        var names = TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null);
        var store = new PeopleStore(
            Connections(database),
            new ArchiveStatements(statements, names),
            new OutboxSettler(Connections(database), statements),
            options.ClientInstanceId!
        );
        return new OutboxArchive(buffer, store, "node-1");
    }

    /// <summary>Makes what tells of an outbox's numbers.</summary>
    public static OutboxReports Reports(
        this DbDataSource database,
        OutboxProvider provider,
        OutboxBuffer buffer,
        UserActivityTrackingOptions options
    )
    {
        var names = TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null);
        var settler = new OutboxSettler(Connections(database), Statements(provider));
        return new OutboxReports(
            buffer,
            new ReportStore(Connections(database), settler, names, options.ClientInstanceId!),
            "node-1"
        );
    }

    private static DataSourceConnections Connections(DbDataSource database) => new(database);

    private static OutboxStatements Statements(OutboxProvider provider) =>
        new(provider, TableNames.Of(provider, OutboxScript.DefaultPrefix, schema: null));
}
