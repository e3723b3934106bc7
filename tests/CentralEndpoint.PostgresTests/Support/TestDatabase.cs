using System.Collections.Concurrent;
using System.Data.Common;
using CentralEndpoint.Storage;
using Npgsql;

namespace CentralEndpoint.Tests.Support;

/// <summary>The database of an endpoint under test: here one of a private PostgreSQL server, the same for the same folder.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Is what the documentation calls it.</summary>
    public const string Name = "PostgreSQL";

    private static readonly ConcurrentDictionary<string, string> s_names = new(StringComparer.Ordinal);

    private readonly string _name;

    private TestDatabase(string name) => _name = name;

    /// <summary>Gets the settings that lead the endpoint to it.</summary>
    public IReadOnlyList<string> Settings => [$"--CentralEndpoint:PostgreSql={Connection}"];

    /// <summary>Gets how the endpoint connects.</summary>
    public string Connection => PostgresRun.Server.Connection(_name);

    /// <summary>Gets how the server's owner connects, whom no policy binds.</summary>
    public string OwnerConnection => PostgresRun.Server.OwnerConnection(_name);

    public static async Task<TestDatabase> OfAsync(TempFolder folder)
    {
        if (!s_names.TryGetValue(folder.Path, out var name))
        {
            name = await PostgresRun.Databases.TakeAsync();
            s_names[folder.Path] = name;
        }

        return new TestDatabase(name);
    }

    /// <summary>Opens it as somebody who may see everything.</summary>
    public DbConnection Open()
    {
        var connection = new NpgsqlConnection(OwnerConnection + ";Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Opens it as an operator does who works on it by hand: as the endpoint's role.</summary>
    public DbConnection OpenAsOperator()
    {
        var connection = new NpgsqlConnection(Connection + ";Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Lists the files of its tables, after what the server still held back was written. Its write-ahead log is not among them.</summary>
    public static IReadOnlyList<string> Files(TempFolder folder)
    {
        using var connection = new NpgsqlConnection(
            PostgresRun.Server.OwnerConnection(s_names[folder.Path]) + ";Pooling=False"
        );
        connection.Open();
        using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
        checkpoint.ExecuteNonQuery();
        using var place = new NpgsqlCommand(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()",
            connection
        );
        return Directory.GetFiles((string)place.ExecuteScalar()!);
    }

    /// <summary>Gives a context of it as it is, whatever its tables.</summary>
    public EndpointDbContext CreateContext() => new PostgresEngine(Connection).CreateContext();

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
