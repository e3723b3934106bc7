using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>
/// Keeps the instances' rows apart within PostgreSQL: a transaction sees and writes those of the one instance that it entered, and
/// reports see all. Whoever entered nothing sees nothing.
/// </summary>
internal static class RowLevelSecurity
{
    private const string Everybody = "*";

    /// <summary>
    /// Gives the statement of a migration that makes the policies of a table, which hold for its owner too. As a query of its own the
    /// setting is read once for a statement, not once for a row.
    /// </summary>
    public static string PoliciesOf(string table) =>
        $"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY one_instance ON {table}
                USING (instance = (SELECT current_setting('endpoint.instance', true)))
                WITH CHECK (instance = (SELECT current_setting('endpoint.instance', true)));
            CREATE POLICY reports ON {table} FOR SELECT
                USING ((SELECT current_setting('endpoint.instance', true)) = '{Everybody}');
            """;

    /// <summary>Enters an instance until the end of the transaction.</summary>
    public static Task EnterAsync(EndpointDbContext db, string instance) =>
        db.Database.ExecuteSqlAsync($"SELECT set_config('endpoint.instance', {instance}, true)");

    /// <summary>Lets the transaction read what is of every instance.</summary>
    public static Task EnterReportsAsync(EndpointDbContext db) => EnterAsync(db, Everybody);
}
