namespace Blueshift.Tracking.Tests.Support;

/// <summary>Keeps parked activities in the order in which they fall due. Not safe for several threads; its buffer locks.</summary>
internal sealed class MemoryParking
{
    private readonly SortedDictionary<(DateTimeOffset NotBefore, long Sequence), MemoryRecord> _records = [];

    public int Count => _records.Count;

    public DateTimeOffset? EarliestNotBefore => _records.Count == 0 ? null : _records.First().Key.NotBefore;

    public DateTimeOffset? OldestRecorded =>
        _records.Count == 0 ? null : _records.Values.Min(record => record.RecordedAt);

    public void Add(MemoryRecord record, DateTimeOffset notBefore) =>
        _records.Add((notBefore, record.Sequence), record);

    public IReadOnlyList<MemoryRecord> TakeDue(DateTimeOffset now)
    {
        var due = _records.TakeWhile(entry => entry.Key.NotBefore <= now).ToList();
        foreach (var entry in due)
        {
            _records.Remove(entry.Key);
        }
        return due.ConvertAll(entry => entry.Value);
    }
}
