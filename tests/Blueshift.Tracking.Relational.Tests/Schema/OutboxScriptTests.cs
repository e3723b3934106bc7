using Blueshift.Tracking.Relational.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Schema;

[TestClass]
public sealed class OutboxScriptTests
{
    [TestMethod]
    public async Task It_may_be_run_again_on_SQLite()
    {
        await using var database = await SqliteDatabase.CreateAsync();

        await database.Source.MakeTablesAsync(OutboxProvider.Sqlite);
    }

    [TestMethod]
    public async Task It_may_be_run_again_on_PostgreSQL()
    {
        await using var database = await OutboxBench.PostgresAsync();

        await database.MakeTablesAsync(OutboxProvider.PostgreSql);
    }

    [TestMethod]
    public async Task Tables_stand_in_the_schema_and_under_the_prefix_that_were_asked_for()
    {
        await using var database = await OutboxBench.PostgresAsync();
        await using var make = database.CreateCommand(
            "CREATE SCHEMA hr;" + OutboxScript.Create(OutboxProvider.PostgreSql, "vendor_", "hr")
        );
        await make.ExecuteNonQueryAsync();

        await using var count = database.CreateCommand(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'hr' AND table_name LIKE 'vendor\\_%'"
        );

        Assert.AreEqual(3L, await count.ExecuteScalarAsync());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1st_")]
    [DataRow("Users_")]
    [DataRow("a b")]
    [DataRow("x;drop table y")]
    [DataRow("abcdefghijklmnopqrstuvwxyz_1234567")]
    public void A_prefix_that_would_have_to_be_quoted_is_refused_with_what_is_allowed(string prefix)
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => OutboxScript.Create(OutboxProvider.Sqlite, prefix));

        Assert.StartsWith("A prefix has 1 to 32 lower-case letters, digits and underscores", fault.Message);
    }

    [TestMethod]
    public void A_schema_is_refused_where_there_are_none()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() =>
            OutboxScript.Create(OutboxProvider.Sqlite, schema: "hr")
        );

        Assert.StartsWith("SQLite has no schemas.", fault.Message);
    }
}
