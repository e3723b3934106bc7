using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Relational.Schema;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Puts the three tables into a host's model, as <see cref="OutboxScript"/> makes them.</summary>
internal static class OutboxModel
{
    private const string Strategy = "Npgsql:ValueGenerationStrategy";
    private const string StrategyType =
        "Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy, "
        + ColumnTypes.PostgreSqlProvider;

    /// <summary>Adds the tables, or brings those that are there to their form.</summary>
    /// <param name="model">The host's model.</param>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="schema">The schema; <see langword="null"/> is the model's own default.</param>
    /// <param name="provider">The name of the host's provider, if it is known.</param>
    public static void Add(IMutableModel model, string prefix, string? schema, string? provider)
    {
        var types = ColumnTypes.Of(provider);
        // SQLite has no schemas, and EF Core leaves them out with a warning.
        var ofTables = provider == ColumnTypes.SqliteProvider ? null : schema;

        var outbox = new TableModel(model, typeof(OutboxEntity), ($"{prefix}outbox", ofTables), types);
        outbox.Key($"{prefix}outbox_pkey", nameof(OutboxEntity.Sequence));
        Number(outbox.Property(nameof(OutboxEntity.Sequence)), provider);
        outbox.Index($"{prefix}outbox_id", isUnique: true, nameof(OutboxEntity.Id));
        outbox.Index(
            $"{prefix}outbox_claim",
            isUnique: false,
            nameof(OutboxEntity.State),
            nameof(OutboxEntity.Origin),
            nameof(OutboxEntity.Sequence)
        );
        outbox.Index($"{prefix}outbox_subject", isUnique: false, nameof(OutboxEntity.Subject));

        var ledger = new TableModel(model, typeof(LedgerEntity), ($"{prefix}ledger", ofTables), types);
        ledger.Key($"{prefix}ledger_pkey", nameof(LedgerEntity.Instance), nameof(LedgerEntity.Subject));

        var state = new TableModel(model, typeof(StateEntity), ($"{prefix}state", ofTables), types);
        state.Key($"{prefix}state_pkey", nameof(StateEntity.Name));
    }

    /// <summary>Checks names without regard to the database.</summary>
    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static void CheckNames(string prefix, string? schema) =>
        TableNames.Of(OutboxProvider.PostgreSql, prefix, schema);

    // The database numbers the rows, also for a host that numbers its own by other means: not all rows are inserted by EF Core.
    private static void Number(IMutableProperty sequence, string? provider)
    {
        sequence.ValueGenerated = ValueGenerated.OnAdd;
        if (provider == ColumnTypes.PostgreSqlProvider && Type.GetType(StrategyType) is { } strategy)
        {
            sequence.SetAnnotation(Strategy, Enum.Parse(strategy, "IdentityByDefaultColumn"));
        }
    }
}
