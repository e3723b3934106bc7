using System.Data.Common;
using System.Globalization;

namespace CentralEndpoint.Tests.Support;

/// <summary>Does by hand in the database what no part of the endpoint does.</summary>
internal static class Sql
{
    /// <returns>How many rows it was about.</returns>
    public static int Execute(this CentralEndpointHost host, string statement, params object?[] values)
    {
        using var connection = host.OpenDatabase();
        using var command = Command(connection, statement, values);
        return command.ExecuteNonQuery();
    }

    /// <returns>The one value; <see langword="null"/> where there is none.</returns>
    public static object? Value(this CentralEndpointHost host, string statement, params object?[] values)
    {
        using var connection = host.OpenDatabase();
        using var command = Command(connection, statement, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <returns>The first column of each row, as text.</returns>
    public static IReadOnlyList<string> Texts(this CentralEndpointHost host, string statement, params object?[] values)
    {
        using var connection = host.OpenDatabase();
        using var command = Command(connection, statement, values);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return texts;
    }

    private static DbCommand Command(DbConnection connection, string statement, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var place = 0; place < values.Length; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{place}";
            parameter.Value = values[place] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
