using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Holds the counters between two looks: what this process does is added at once, what others do with the next one. Safe for several threads.</summary>
internal sealed class OutboxNumbers(long limit, string key)
{
    private readonly BufferDescription _description = new("outbox", key, "host database");
    private readonly Lock _lock = new();
    private OutboxCounts _counts = OutboxCounts.Nothing;
    private DateTimeOffset? _lastAcknowledged;
    private long _last;
    private long _reserved;
    private long _version;
    private long _looks;
    private long _latestLook;
    private long _wholeLooks;
    private long _latestWholeLook;
    private int _underWay;

    private bool _mayWait;

    /// <summary>Begins a look at all the numbers.</summary>
    /// <returns>What this process had done by then, and the place of the look among others.</returns>
    public (long Version, long Look) LookAtAll()
    {
        lock (_lock)
        {
            return (_version, ++_wholeLooks);
        }
    }

    /// <summary>Gets whether anything waits, as far as is known.</summary>
    public bool IsWaiting => Locked(() => _mayWait || _counts.Open + _counts.Parked > 0);

    /// <summary>Gets how many wait now, those that are held among them, as far as is known.</summary>
    public long Open => Locked(() => _counts.Open);

    /// <summary>Notes that it is looked for something to claim, whatever an earlier look found.</summary>
    public void Claiming()
    {
        lock (_lock)
        {
            _mayWait = false;
        }
    }

    /// <summary>Gets for how many more bytes of dead letters there is room.</summary>
    public long DeadLetterRoom => Locked(() => (limit / 10) - _counts.DeadLetterBytes);

    /// <summary>Takes room for the first of several rows, as many as fit.</summary>
    /// <returns>How many.</returns>
    public int Reserve(IReadOnlyList<NewRow> rows)
    {
        lock (_lock)
        {
            var room = limit - _counts.Bytes - _reserved;
            var count = 0;
            for (; count < rows.Count && rows[count].Size <= room; count++)
            {
                room -= rows[count].Size;
                _reserved += rows[count].Size;
            }
            _underWay++;
            _version++;
            return count;
        }
    }

    /// <summary>Ends what <see cref="Reserve"/> began.</summary>
    /// <param name="reserved">The rows that room was taken for.</param>
    /// <param name="appended">What was appended of them.</param>
    /// <param name="now">When they were recorded.</param>
    public void Appended(IEnumerable<NewRow> reserved, AppendedRows appended, DateTimeOffset now)
    {
        lock (_lock)
        {
            _reserved -= reserved.Sum(static row => row.Size);
            _underWay--;
            _version++;
            var numbers = appended.Numbers;
            if (numbers.Count == 0)
            {
                return;
            }
            _last = Math.Max(_last, numbers.Max());
            _counts = _counts.Add(RowState.Waiting, numbers.Count, appended.Bytes) with
            {
                FirstOpen = Math.Min(_counts.FirstOpen ?? long.MaxValue, numbers.Min()),
                OldestWaiting = _counts.OldestWaiting ?? now.ToUnixTimeMilliseconds(),
            };
        }
    }

    /// <summary>Adds rows that were committed with a transaction of the host's, whose numbers are not known before the next look.</summary>
    public void Captured(int count, long bytes, DateTimeOffset oldest)
    {
        lock (_lock)
        {
            _version++;
            _counts = _counts.Add(RowState.Waiting, count, bytes) with
            {
                OldestWaiting = _counts.OldestWaiting ?? oldest.ToUnixTimeMilliseconds(),
            };
        }
    }

    /// <summary>Begins a settlement, whose end <see cref="Settled"/> says.</summary>
    public void Settling()
    {
        lock (_lock)
        {
            _underWay++;
            _version++;
        }
    }

    /// <summary>Adds what one settlement changed; <see langword="null"/> when it failed.</summary>
    public void Settled(Func<OutboxCounts, OutboxCounts>? change, DateTimeOffset? acknowledged)
    {
        lock (_lock)
        {
            _underWay--;
            _version++;
            if (change is not null)
            {
                _counts = change(_counts);
                _lastAcknowledged = acknowledged ?? _lastAcknowledged;
            }
        }
    }

    /// <summary>Begins a look at the lowest open number.</summary>
    /// <returns>What this process had done by then, and the place of the look among others.</returns>
    public (long Version, long Look) Look()
    {
        lock (_lock)
        {
            return (_version, ++_looks);
        }
    }

    /// <summary>Takes what a look found, unless a later one was quicker. What was appended meanwhile it may not have seen.</summary>
    public void Looked((long Version, long Look) begun, long? firstOpen)
    {
        lock (_lock)
        {
            if (begun.Look > _latestLook)
            {
                _latestLook = begun.Look;
                _counts = _counts with { FirstOpen = FirstOpen(begun.Version == _version, firstOpen) };
            }
        }
    }

    /// <summary>Takes what a look at all numbers found: whole, unless this process did something meanwhile; not at all when a later look was quicker.</summary>
    /// <param name="begun">What <see cref="LookAtAll"/> returned.</param>
    /// <param name="counts">What it found.</param>
    public void Found((long Version, long Look) begun, OutboxCounts counts)
    {
        lock (_lock)
        {
            if (begun.Look < _latestWholeLook)
            {
                return;
            }
            _latestWholeLook = begun.Look;
            _last = Math.Max(_last, counts.Last);
            var isWhole = _version == begun.Version && _underWay == 0;
            _counts = isWhole ? counts : _counts with { FirstOpen = FirstOpen(isWhole, counts.FirstOpen) };
            _mayWait |= !isWhole && counts.Open + counts.Parked > 0;
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    // Never further than what is settled for certain.
    private long? FirstOpen(bool isCertain, long? found) =>
        isCertain ? found
        : Math.Min(_counts.FirstOpen ?? long.MaxValue, found ?? long.MaxValue) is < long.MaxValue and var first ? first
        : null;

    /// <summary>Shows the counters.</summary>
    public BufferState State(OutboxReporter reporter)
    {
        lock (_lock)
        {
            return OutboxState.Of(_counts, _last, _lastAcknowledged, (_description, limit), reporter);
        }
    }
}
