namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is what a settlement did: what was no longer held is in none of it.</summary>
internal sealed class SettledCounts
{
    private readonly Dictionary<DropReason, int> _dropped = [];
    private readonly List<(string Reason, int Count)> _deadLettered = [];

    /// <summary>Gets how many rows became what the settlement says.</summary>
    public int Settled { get; private set; }

    /// <summary>Gets how many were given up in all.</summary>
    public int GivenUp => _dropped.Values.Sum();

    /// <summary>Gets how many were given up, by reason; among them those that were erased meanwhile.</summary>
    public IReadOnlyDictionary<DropReason, int> Dropped => _dropped;

    /// <summary>Gets how many became dead letters, by reason.</summary>
    public IReadOnlyList<(string Reason, int Count)> DeadLettered => _deadLettered;

    public void Delivered(int count) => Settled += count;

    public void Drop(DropReason reason, int count)
    {
        Settled += count;
        _dropped[reason] = _dropped.GetValueOrDefault(reason) + count;
    }

    public void Free(FreedRows rows, int count)
    {
        Settled += count;
        if (rows.State == RowState.DeadLetter && count > 0)
        {
            _deadLettered.Add((rows.Reason!, count));
        }
    }

    /// <summary>Counts what was to be let go and had been erased.</summary>
    public void Erase(int count) => _dropped[DropReason.Erased] = _dropped.GetValueOrDefault(DropReason.Erased) + count;
}
