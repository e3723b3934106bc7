using System.Data.Common;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Tests.Storage;

/// <summary>The tables are of the version of the program, on either database, or the endpoint does not start.</summary>
[TestClass]
public sealed class SchemaVersionTests
{
    [TestMethod]
    public void Every_change_of_the_tables_has_a_migration_on_both_databases()
    {
        using var sqlite = new SqliteDesignTimeContext().CreateDbContext([]);
        using var postgres = new PostgresDesignTimeContext().CreateDbContext([]);

        Assert.IsFalse(sqlite.Database.HasPendingModelChanges());
        Assert.IsFalse(postgres.Database.HasPendingModelChanges());
    }

    [TestMethod]
    public async Task A_database_of_a_later_version_is_left_alone()
    {
        using var folder = new TempFolder();
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            await ExecuteAsync(
                host.OpenDatabase(),
                """
                INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')
                """
            );
        }

        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() =>
            CentralEndpointHost.StartAsync(folder)
        );

        Assert.AreEqual(
            "The database was made by a later version of the endpoint (29990101000000_Later). Nothing was changed. Start that version.",
            fault.Message
        );
    }

    [TestMethod]
    public async Task A_database_of_somebody_else_is_left_alone()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.DataFolder);
        var database = await TestDatabase.OfAsync(folder);
        await ExecuteAsync(database.Open(), "CREATE TABLE invoice (id BIGINT)");

        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() =>
            CentralEndpointHost.StartAsync(folder)
        );

        Assert.StartsWith(
            "The database holds tables that no version of the endpoint made. Nothing was changed.",
            fault.Message
        );
        await database.DisposeAsync();
    }

    [TestMethod]
    public async Task A_second_start_finds_what_the_first_one_made()
    {
        using var folder = new TempFolder();
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            await host.AddSenderAsync();
        }

        await using var again = await CentralEndpointHost.StartAsync(folder);

        Assert.AreEqual(1, again.Count("SELECT COUNT(*) FROM instance"));
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using (connection)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
