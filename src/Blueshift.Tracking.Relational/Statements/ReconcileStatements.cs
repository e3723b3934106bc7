using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>
/// Holds the statements of what processes agree on, in rows of the table of state. In them <c>delivered</c> counts what was asked for,
/// <c>dropped</c> how much of it was answered, and <c>last</c> is a time or a count.
/// </summary>
internal sealed class ReconcileStatements(TableNames names, string now)
{
    private readonly string _table = names.State;

    public string Read =>
        $"""
            SELECT name, owner, lease_until, delivered, dropped, last, value, {now} FROM {_table}
            WHERE name IN (@part, @resync, @baseline)
            """;

    public string Ask => $"UPDATE {_table} SET delivered = delivered + 1 WHERE name = @name";

    public string Done => $"UPDATE {_table} SET dropped = @answered, last = {now}, value = @value WHERE name = @name";

    public string ResyncDone =>
        $"UPDATE {_table} SET dropped = @answered, last = 0 WHERE name = @name AND dropped < @answered";

    public string BeginResync => $"UPDATE {_table} SET last = @since WHERE name = @name AND last = 0";

    public string ResyncSince => $"SELECT last FROM {_table} WHERE name = @name";

    public string SetBaseline => $"UPDATE {_table} SET value = @value, last = @unsent WHERE name = @name";
}
