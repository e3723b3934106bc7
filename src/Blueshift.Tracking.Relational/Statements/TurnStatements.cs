using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>
/// Holds the statements of whose turn it is to send heartbeats. In the row of the turn <c>delivered</c> counts the answers of the
/// endpoint, and <c>last</c> is by how much its clock was ahead of the database's, in milliseconds.
/// </summary>
internal sealed class TurnStatements(TableNames names, string now)
{
    private readonly string _table = names.State;

    /// <summary>
    /// Takes or keeps the turn, unless somebody else has it. The process that compares users takes it from any other: that process
    /// alone can tell who is active, and do what a resync asks for.
    /// </summary>
    public string Take =>
        $"""
            UPDATE {_table} SET owner = @owner, lease_until = {now} + @lease
            WHERE name = @name AND (owner IS NULL OR owner = @owner OR lease_until < {now}
              OR EXISTS (SELECT 1 FROM {_table} AS part WHERE part.name = @part AND part.owner = @owner AND part.lease_until >= {now}))
            """;

    /// <summary>Notes who waits for the turn; one at a time is enough to know that there is somebody.</summary>
    public string StandBy => $"UPDATE {_table} SET owner = @owner, lease_until = {now} + @lease WHERE name = @name";

    /// <summary>Reads the endpoint's clock by the database's; no row where the turn is not kept.</summary>
    public string Clock => $"SELECT delivered, last + {now} FROM {_table} WHERE name = @name";

    public string NoteClock =>
        $"UPDATE {_table} SET delivered = delivered + 1, last = @endpoint - {now} WHERE name = @name";

    /// <summary>Counts the others who have the turn or wait for it.</summary>
    public string CountOthers =>
        $"SELECT COUNT(*) FROM {_table} WHERE name IN (@turn, @next) AND owner <> @owner AND lease_until >= {now}";
}
