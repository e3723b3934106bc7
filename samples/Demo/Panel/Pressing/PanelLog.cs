namespace Demo.Panel.Pressing;

/// <summary>Keeps the last that happened, the latest first.</summary>
internal sealed class PanelLog(TimeProvider clock)
{
    private const int Kept = 12;

    private readonly Lock _lock = new();
    private readonly LinkedList<LogEntry> _entries = [];

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(string who, string what)
    {
        lock (_lock)
        {
            _entries.AddFirst(new LogEntry(clock.GetUtcNow(), who, what));
            if (_entries.Count > Kept)
            {
                _entries.RemoveLast();
            }
        }
    }
}
