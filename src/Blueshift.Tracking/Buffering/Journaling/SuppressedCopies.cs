namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Remembers which activities the endpoint answered as suppressed and the log still has a copy of, so that the copies go before
/// their segments do. In memory: what a process leaves goes with its segment. Used under the journal's lock.
/// </summary>
internal sealed class SuppressedCopies(TimeProvider timeProvider)
{
    // Beyond it they go with their segments.
    private const int MaxCount = 10_000;

    // Each erasure rewrites segments: many of one person come one after another.
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, long> _sequences = [];
    private long? _erasedAt;

    public void Note(Guid id, long sequence)
    {
        if (_sequences.Count < MaxCount)
        {
            _sequences[id] = sequence;
        }
    }

    /// <summary>Gets whose copies are to be erased now, at most once an hour.</summary>
    /// <param name="hasCopy">Whether the log still holds a sequence.</param>
    public IReadOnlySet<Guid> TakeDue(Func<long, bool> hasCopy)
    {
        foreach (var (id, sequence) in _sequences)
        {
            if (!hasCopy(sequence))
            {
                _sequences.Remove(id);
            }
        }
        if (_sequences.Count == 0 || (_erasedAt is { } at && timeProvider.GetElapsedTime(at) < Interval))
        {
            return new HashSet<Guid>();
        }
        _erasedAt = timeProvider.GetTimestamp();
        return _sequences.Keys.ToHashSet();
    }

    /// <summary>Notes that the copies are gone.</summary>
    public void Erased(IReadOnlySet<Guid> ids)
    {
        foreach (var id in ids)
        {
            _sequences.Remove(id);
        }
    }
}
