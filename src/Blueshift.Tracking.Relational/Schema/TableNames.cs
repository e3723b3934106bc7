using System.Buffers;

namespace Blueshift.Tracking.Relational.Schema;

/// <summary>Names the three tables, each with its schema if it has one. Every part is checked, so that none has to be quoted.</summary>
internal sealed class TableNames
{
    private const int MaxPrefixLength = 32;

    // PostgreSQL cuts longer names.
    private const int MaxSchemaLength = 63;

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789_"
    );

    private readonly string _schema;

    private TableNames(string prefix, string? schema)
    {
        _schema = schema is null ? "" : $"{schema}.";
        Prefix = prefix;
    }

    public string Prefix { get; }

    /// <summary>Gets the table in which activities wait.</summary>
    public string Outbox => $"{_schema}{Prefix}outbox";

    /// <summary>Gets the table of what the endpoint knows of each user.</summary>
    public string Ledger => $"{_schema}{Prefix}ledger";

    /// <summary>Gets the table of the outbox's id, its leases and each node's counters.</summary>
    public string State => $"{_schema}{Prefix}state";

    /// <exception cref="ArgumentException">A name cannot be used.</exception>
    public static TableNames Of(OutboxProvider provider, string prefix, string? schema)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!Enum.IsDefined(provider))
        {
            throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no such provider.");
        }
        Check(nameof(prefix), prefix, MaxPrefixLength);
        if (schema is not null)
        {
            if (provider == OutboxProvider.Sqlite)
            {
                throw new ArgumentException(
                    "SQLite has no schemas. Leave it out, or tell tables apart by the prefix.",
                    nameof(schema)
                );
            }
            Check(nameof(schema), schema, MaxSchemaLength);
        }
        return new TableNames(prefix, schema);
    }

    private static void Check(string parameter, string name, int maxLength)
    {
        if (
            name.Length is 0
            || name.Length > maxLength
            || char.IsAsciiDigit(name[0])
            || name.AsSpan().ContainsAnyExcept(Characters)
        )
        {
            throw new ArgumentException(
                $"A {parameter} has 1 to {maxLength} lower-case letters, digits and underscores, and does not begin with a digit.",
                parameter
            );
        }
    }
}
