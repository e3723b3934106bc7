using Blueshift.Tracking.Tests.Support;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>docs/privacy.md lists every column that the endpoint keeps, and no other.</summary>
[TestClass]
public sealed class PrivacyPageTests
{
    // Where a column is of a person, the page says so of its table; a new one belongs on one of the two sides.
    private static readonly string[] Personal =
    [
        "active_interval",
        "activity",
        "audit_entry",
        "correction",
        "privacy_request",
        "profile",
        "read_token",
        "request_person",
        "request_step",
        "restriction",
        "staff_session",
        "suppression",
    ];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = new Page("docs/privacy.md").Table(
        "Table",
        "Columns",
        "What it says of a person"
    );

    [TestMethod]
    [DataRow("SQLite")]
    [DataRow("PostgreSQL")]
    public void Every_table_and_column_is_in_the_page(string database)
    {
        using EndpointDbContext db =
            database == "SQLite"
                ? new SqliteDesignTimeContext().CreateDbContext([])
                : new PostgresDesignTimeContext().CreateDbContext([]);
        var kept = db
            .Model.GetEntityTypes()
            .SelectMany(table =>
                table.GetProperties().Select(column => $"{table.GetTableName()}.{column.GetColumnName()}")
            );

        Assert.AreSequenceEqual(
            kept.Order(StringComparer.Ordinal),
            Rows.SelectMany(row => row[1].Split(", ").Select(column => $"{row[0]}.{column}"))
                .Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public void A_table_that_says_nothing_of_a_person_is_said_to() =>
        Assert.AreSequenceEqual(
            Personal,
            Rows.Where(row => !row[2].StartsWith("nothing", StringComparison.Ordinal))
                .Select(row => row[0])
                .Order(StringComparer.Ordinal)
        );
}
