namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>Names the types of columns as the outbox's script does.</summary>
internal sealed record ColumnTypes(string Bytes, string Text, string Number)
{
    public const string PostgreSqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";
    public const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>Gets the types of a provider of EF Core.</summary>
    /// <returns><see langword="null"/> leaves them to the provider.</returns>
    public static ColumnTypes? Of(string? provider) =>
        provider switch
        {
            PostgreSqlProvider => new ColumnTypes("bytea", "text", "bigint"),
            SqliteProvider => new ColumnTypes("BLOB", "TEXT", "INTEGER"),
            _ => null,
        };

    public string Of(Type type) =>
        type == typeof(byte[]) ? Bytes
        : type == typeof(string) ? Text
        : Number;
}
