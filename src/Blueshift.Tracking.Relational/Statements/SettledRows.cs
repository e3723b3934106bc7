namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Says what becomes of the rows of a claim.</summary>
internal sealed class SettledRows
{
    public List<long> Delivered { get; } = [];

    public List<long> Dropped { get; } = [];

    public List<FreedRows> Freed { get; } = [];
}
