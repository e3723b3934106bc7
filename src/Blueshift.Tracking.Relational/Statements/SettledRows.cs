namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Says what becomes of the rows of a claim.</summary>
internal sealed class SettledRows
{
    public List<long> Delivered { get; } = [];

    /// <summary>Gets what is given up, by reason.</summary>
    public Dictionary<DropReason, List<long>> Dropped { get; } = [];

    public List<FreedRows> Freed { get; } = [];

    /// <summary>Gets what was delivered, for the ledger.</summary>
    public List<OutboxRow> DeliveredRows { get; } = [];

    /// <summary>Gets what the endpoint wants nothing of, for the ledger.</summary>
    public List<OutboxRow> SuppressedRows { get; } = [];
}
