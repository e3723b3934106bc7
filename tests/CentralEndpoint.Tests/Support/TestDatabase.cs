using System.Data.Common;
using CentralEndpoint.Storage;
using Microsoft.Data.Sqlite;

namespace CentralEndpoint.Tests.Support;

/// <summary>The database of an endpoint under test: here SQLite's file in the data folder.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private TestDatabase(TempFolder folder) => _folder = folder;

    /// <summary>Is what the documentation calls it.</summary>
    public const string Name = "SQLite";

    /// <summary>Gets the settings that lead the endpoint to it.</summary>
    public IReadOnlyList<string> Settings { get; } = [];

    public static Task<TestDatabase> OfAsync(TempFolder folder) => Task.FromResult(new TestDatabase(folder));

    /// <summary>Opens it as somebody who may see everything.</summary>
    public DbConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("endpoint.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Opens it as an operator does who works on it by hand.</summary>
    public DbConnection OpenAsOperator() => Open();

    /// <summary>Lists its files, where they are the operator's to look at.</summary>
    public static IReadOnlyList<string> Files(TempFolder folder) =>
        Directory.GetFiles(folder.DataFolder, "endpoint.db*");

    /// <summary>Gives a context of it as it is, whatever its tables.</summary>
    public EndpointDbContext CreateContext()
    {
        using var engine = new SqliteEngine(_folder.File("endpoint.db"));
        return engine.CreateContext();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }
}
