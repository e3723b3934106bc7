namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Counts what was given up, and knows when the endpoint last took something. Safe for several threads.</summary>
internal sealed class JournalTally(BookmarkSlot slot)
{
    private readonly Lock _lock = new();
    private readonly long[] _dropped = [.. slot.Dropped];
    private DateTimeOffset? _lastAcknowledged = slot.LastAcknowledged;

    /// <summary>Gets the counts by reason, from <see cref="DropReason.Expired"/> on.</summary>
    public IReadOnlyList<long> Dropped
    {
        get
        {
            lock (_lock)
            {
                return [.. _dropped];
            }
        }
    }

    public DateTimeOffset? LastAcknowledged
    {
        get
        {
            lock (_lock)
            {
                return _lastAcknowledged;
            }
        }
    }

    public void Drop(DropReason reason, long count)
    {
        lock (_lock)
        {
            _dropped[(int)reason - 1] += count;
        }
    }

    public void Acknowledge(DateTimeOffset at)
    {
        lock (_lock)
        {
            _lastAcknowledged = at;
        }
    }
}
