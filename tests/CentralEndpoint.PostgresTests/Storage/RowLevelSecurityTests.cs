using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CentralEndpoint.Tests.Storage;

/// <summary>What the database itself keeps the endpoint's own role from, whatever a statement of the endpoint forgets.</summary>
[TestClass]
public sealed class RowLevelSecurityTests : EndpointTest
{
    private static readonly string[] Tables =
    [
        "activity",
        "profile",
        "active_interval",
        "active_set",
        "heartbeat",
        "source",
        "given_up",
        "noted_number",
    ];

    [TestMethod]
    public async Task Whoever_entered_no_instance_sees_no_row_and_can_write_none()
    {
        var sender = await FilledAsync();
        await using var connection = await OpenAsRoleAsync();

        foreach (var table in Tables)
        {
            Assert.IsGreaterThan(0, Host.Count($"SELECT COUNT(*) FROM {table}"), table);
            Assert.AreEqual(0L, await ScalarAsync(connection, $"SELECT COUNT(*) FROM {table}"), table);
        }

        await RefusedAsync(connection, NotedNumber(sender.Instance, 7));
    }

    [TestMethod]
    public async Task Whoever_entered_one_sees_and_writes_that_one_s_alone()
    {
        var sender = await FilledAsync();
        var other = await FilledAsync();
        await using var connection = await OpenAsRoleAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ScalarAsync(connection, $"SELECT set_config('endpoint.instance', '{sender.Instance}', true)");

        foreach (var table in Tables)
        {
            Assert.IsGreaterThan(0L, (long)(await ScalarAsync(connection, $"SELECT COUNT(*) FROM {table}"))!, table);
            Assert.AreEqual(
                0L,
                await ScalarAsync(connection, $"SELECT COUNT(*) FROM {table} WHERE instance <> '{sender.Instance}'"),
                table
            );
        }

        Assert.AreEqual(
            0,
            await ExecuteAsync(connection, $"DELETE FROM heartbeat WHERE instance = '{other.Instance}'")
        );
        Assert.AreEqual(1, await ExecuteAsync(connection, NotedNumber(sender.Instance, 8)));
        await RefusedAsync(connection, NotedNumber(other.Instance, 8));
    }

    [TestMethod]
    public async Task Reports_see_all_and_write_nothing()
    {
        var sender = await FilledAsync();
        await using var connection = await OpenAsRoleAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ScalarAsync(connection, "SELECT set_config('endpoint.instance', '*', true)");

        Assert.AreEqual(
            Host.Count("SELECT COUNT(*) FROM activity"),
            (long)(await ScalarAsync(connection, "SELECT COUNT(*) FROM activity"))!
        );
        Assert.AreEqual(0, await ExecuteAsync(connection, "DELETE FROM activity"));
        await RefusedAsync(connection, NotedNumber(sender.Instance, 9));
    }

    [TestMethod]
    public async Task A_connection_that_served_one_instance_is_in_none_afterwards()
    {
        await FilledAsync();
        var store = Host.Services.GetRequiredService<EndpointStore>();

        for (var use = 0; use < 20; use++)
        {
            await using var db = store.CreateContext();
            Assert.IsEmpty(db.Activities.ToList());
        }
    }

    [TestMethod]
    public async Task Every_table_of_what_is_an_instance_s_has_the_policies()
    {
        await using var connection = new NpgsqlConnection(Host.Settings[1].Split('=', 2)[1] + ";Pooling=False");
        await connection.OpenAsync();

        var without = await ScalarAsync(
            connection,
            """
            SELECT string_agg(c.relname, ', ') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND a.attname = 'instance' AND c.relname <> 'credential'
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                       AND (SELECT COUNT(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 2)
            """
        );

        Assert.IsInstanceOfType<DBNull>(without, $"{without}");
    }

    private static string NotedNumber(string instance, int number) =>
        $"INSERT INTO noted_number (instance, source, sequence) VALUES ('{instance}', '{Beat.Journal(instance)}', '{Beat.Number(number)}')";

    private static async Task<Sender> FilledAsync()
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(),
            sender.Activity(static activity =>
            {
                activity["sequence"] = Beat.Number(2);
                activity["data"]!["status"] = "elsewhere";
            })
        );
        await sender.BeatAsync(
            Beat.Of(
                sender.Instance,
                static heartbeat =>
                {
                    heartbeat["sources"]![0]!["givenUp"]!.AsArray().Add(Beat.GivenUp(3, 4));
                    heartbeat["activeSet"] = Beat.ActiveSet(The.Now, 1);
                }
            )
        );
        return sender;
    }

    private static async Task<NpgsqlConnection> OpenAsRoleAsync()
    {
        var connection = new NpgsqlConnection(Host.Settings[1].Split('=', 2)[1] + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string sql)
    {
        var fault = await Assert.ThrowsExactlyAsync<PostgresException>(() => ExecuteAsync(connection, sql));
        Assert.AreEqual(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }
}
