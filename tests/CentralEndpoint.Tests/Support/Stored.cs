using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace CentralEndpoint.Tests.Support;

/// <summary>Everything that is kept of an instance, to be compared with what is kept of it later.</summary>
internal static class Stored
{
    private static readonly string[] Tables =
    [
        "activity",
        "profile",
        "active_interval",
        "noted_number",
        "heartbeat",
        "source",
        "given_up",
    ];

    /// <summary>Gives a digest of every row of an instance, its own row included.</summary>
    public static string Of(CentralEndpointHost host, string instance)
    {
        using var connection = host.OpenDatabase();
        return Of(connection, instance);
    }

    public static string Of(DbConnection connection, string instance)
    {
        var rows = Tables
            .SelectMany(table => Rows(connection, $"SELECT * FROM {table} WHERE instance = '{instance}'"))
            .Concat(Rows(connection, $"SELECT * FROM instance WHERE id = '{instance}'"))
            .Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    /// <summary>Gives the ids of the activities of an instance whose person is kept as well.</summary>
    public static IReadOnlyList<string> Ids(CentralEndpointHost host, string instance)
    {
        using var connection = host.OpenDatabase();
        return Rows(
            connection,
            "SELECT a.id FROM activity a JOIN profile p ON p.instance = a.instance AND p.activity = a.id "
                + $"WHERE a.instance = '{instance}'"
        );
    }

    public static long Count(CentralEndpointHost host, string table, string instance) =>
        host.Count($"SELECT COUNT(*) FROM {table} WHERE instance = '{instance}'");

    private static List<string> Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }

        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";
}
