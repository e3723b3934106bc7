namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Holds what was saved in a transaction that is open.</summary>
/// <remarks>
/// EF Core does not tell the names of savepoints, so a transaction that goes back to a savepoint is taken to go back to its latest. The
/// rows are the database's to keep or not; what is wrong with several nested savepoints of the host's is a count.
/// </remarks>
internal sealed class UncommittedChanges
{
    private readonly List<CapturedChange> _changes = [];
    private readonly Stack<int> _savepoints = new();

    /// <summary>Gets or sets whether users were changed by a statement of the host's own.</summary>
    public bool HasHint { get; set; }

    public void Add(IEnumerable<CapturedChange> changes) => _changes.AddRange(changes);

    public void Mark() => _savepoints.Push(_changes.Count);

    public void Unmark() => _savepoints.TryPop(out _);

    public void GoBack()
    {
        if (_savepoints.TryPeek(out var count))
        {
            _changes.RemoveRange(count, _changes.Count - count);
        }
    }

    /// <summary>Takes everything out.</summary>
    public IReadOnlyList<CapturedChange> Take()
    {
        var changes = _changes.ToList();
        Forget();
        return changes;
    }

    public void Forget()
    {
        _changes.Clear();
        _savepoints.Clear();
        HasHint = false;
    }
}
