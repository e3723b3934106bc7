using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Holds the statements of what one process has at a time: rows of the table of state, on the database's clock.</summary>
internal sealed class LeaseStatements(TableNames names, string now)
{
    private readonly string _table = names.State;

    public string Ensure =>
        $"INSERT INTO {_table} (name, delivered, dropped, last) VALUES (@name, 0, 0, 0) ON CONFLICT (name) DO NOTHING";

    /// <summary>Takes or keeps a lease, unless somebody else has it.</summary>
    public string Take =>
        $"""
            UPDATE {_table} SET owner = @owner, lease_until = {now} + @lease
            WHERE name = @name AND (owner IS NULL OR owner = @owner OR lease_until < {now})
            """;

    /// <summary>Keeps a lease that nobody has taken since; its row stays locked until the transaction ends.</summary>
    public string Keep => $"UPDATE {_table} SET lease_until = {now} + @lease WHERE name = @name AND owner = @owner";

    public string Release =>
        $"UPDATE {_table} SET owner = NULL, lease_until = {now} WHERE name = @name AND owner = @owner";
}
