using CentralEndpoint.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CentralEndpoint.Tests.Storage;

[TestClass]
public sealed class DatabaseFaultTests
{
    private const string Canary = "amelia@customer.example";

    [TestMethod]
    [DataRow(13, "SqliteException 13; the disk of the database is full")]
    [DataRow(5, "SqliteException 5; another process holds the database")]
    [DataRow(1, "SqliteException 1")]
    public void A_fault_of_SQLite_is_told_by_its_code_and_what_it_means(int code, string told) =>
        Assert.AreEqual(told, DatabaseFault.Tell(new DbUpdateException(Canary, new SqliteException(Canary, code))));

    [TestMethod]
    [DataRow("53100", "PostgresException 53100; the disk of the database is full")]
    [DataRow("22P02", "PostgresException 22P02")]
    public void So_is_one_of_PostgreSQL(string state, string told) =>
        Assert.AreEqual(told, DatabaseFault.Tell(new PostgresException(Canary, "ERROR", "ERROR", state)));

    [TestMethod]
    public void A_server_that_is_away_is_told_as_one() =>
        Assert.AreEqual(
            "NpgsqlException without a code; the database cannot be reached",
            DatabaseFault.Tell(new NpgsqlException(Canary, new IOException()))
        );

    [TestMethod]
    public void Of_any_other_fault_the_kind_is_told() =>
        Assert.AreEqual(
            "System.FormatException",
            DatabaseFault.Tell(new InvalidOperationException(Canary, new FormatException(Canary)))
        );
}
