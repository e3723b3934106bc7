using System.Data.Common;
using System.Net;
using CentralEndpoint.Credentials;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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

    [TestMethod]
    public async Task The_API_keys_of_the_first_version_go_on_and_do_not_expire()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.DataFolder);
        var database = await TestDatabase.OfAsync(folder);
        var (live, revoked) = (ApiKey.Create(), ApiKey.Create());
        await using (var db = database.CreateContext())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            await ExecuteAsync(
                database.Open(),
                $"""
                INSERT INTO instance (id, client, kind, zone, created, activities, additions, resent, received_day, received_today)
                VALUES ('acme', 'Acme', 'test', 'UTC', 1, 0, 0, 0, 0, 0);
                INSERT INTO api_key (key_id, instance, hash, created, revoked)
                VALUES ('{live.Id}', 'acme', {Literal(live.Hash())}, 1, NULL), ('{revoked.Id}', 'acme', {Literal(
                    revoked.Hash()
                )}, 1, 2)
                """
            );
        }

        await using var host = await CentralEndpointHost.StartAsync(folder);

        var good = await new Sender(host.Ingest, "acme", live.Reveal()).PostAsync("[]");
        var bad = await new Sender(host.Ingest, "acme", revoked.Reveal()).PostAsync("[]");
        Assert.AreEqual((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (good.Status, bad.Status));
        var lines = (await CommandRun.OfAsync(host.Settings, "instances", "key", "list", "acme")).Output;
        Assert.Contains(
            $"acme {live.Id} api-key created 1970-01-01T00:00Z used 2026-11-24T12:00Z expires never live",
            lines
        );
        Assert.Contains($"acme {revoked.Id} api-key created 1970-01-01T00:00Z used never expires never revoked", lines);

        // SQLite is the one that needs no settings.
        string Literal(byte[] bytes) =>
            (database.Settings.Count == 0 ? "X'" : "'\\x") + Convert.ToHexString(bytes) + "'";
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
