namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Builds claims: parked activities that are due, then the log in order. What can never be read is given up on the way, what
/// cannot be read now is left out. Used under the journal's lock.
/// </summary>
internal sealed class JournalClaims(JournalParts parts, JournalBooks books) : IDisposable
{
    private const int MaxIdle = 4;

    private readonly LogReader _reader = new(parts.Context.Files, parts.Catalog, parts.Keys);
    private readonly HashSet<long> _heldParked = [];
    private readonly HashSet<long> _aside = [];
    private readonly HashSet<uint> _copied = [];
    private readonly Stack<HeldClaim> _idle = new();

    /// <summary>Gets or sets whether nothing is claimed because something that was, could not be put away.</summary>
    public bool IsPaused
    {
        get => field || Gate.IsClosed;
        set;
    }

    /// <summary>Gets which claims are under way.</summary>
    public ClaimGate Gate { get; } = new();

    /// <summary>Gets for how long nothing is claimed because the endpoint asked for it.</summary>
    public SourceHold Hold { get; } = new(parts.Context.Time);

    /// <summary>Gets when the next parked activity can be claimed, or anything after a hold; <see langword="null"/> when none can.</summary>
    public DateTimeOffset? NextDue =>
        IsPaused ? null
        : Hold.IsOn ? parts.Context.Time.GetUtcNow() + Hold.Left
        : NextParked?.NotBefore;

    /// <summary>Tries again what was left out: keys and disks come back.</summary>
    public void TakeUp()
    {
        IsPaused = false;
        _aside.Clear();
        parts.Ledger.TakeUp();
    }

    public bool HasClaimable(DateTimeOffset now) =>
        !IsPaused && !Hold.IsOn && (NextDue <= now || parts.Ledger.HasClaimable());

    /// <summary>Takes activities.</summary>
    /// <param name="maxCount">The most.</param>
    /// <param name="maxBytes">The most bytes; a first one that is larger is taken alone.</param>
    /// <param name="gaveUp">Whether something was given up, so that the books must be saved.</param>
    public HeldClaim Take(int maxCount, int maxBytes, out bool gaveUp)
    {
        var claim = _idle.TryPop(out var idle) ? idle : new HeldClaim();
        var now = parts.Context.Time.GetUtcNow();
        gaveUp = TakeParked(claim, maxCount, maxBytes, now) | TakeLog(claim, maxCount, maxBytes, now);
        if (claim.Activities.Count > 0 && claim.Activities[0] is { Parked: null } first)
        {
            parts.Ledger.OldestIs(first.At, first.Sequence);
        }
        return claim;
    }

    /// <summary>Takes back a claim that is settled, or that holds nothing.</summary>
    public void Return(HeldClaim claim)
    {
        claim.Dispose();
        if (_idle.Count < MaxIdle)
        {
            _idle.Push(claim);
        }
    }

    /// <summary>Lets a parked activity be taken again, or forgets that it was.</summary>
    public void LetGo(SideEntry parked) => _heldParked.Remove(parked.Sequence);

    /// <summary>Gives up what is in a range and open.</summary>
    public bool GiveUp(SequenceRange range, long taken, DropReason reason)
    {
        var isDone = true;
        foreach (var part in parts.Ledger.OpenParts(range, taken))
        {
            isDone &= books.TryGiveUp(part, reason);
        }
        return isDone;
    }

    /// <summary>Keeps a copy of a segment in which something is damaged, once.</summary>
    public void Copy(SegmentInfo? segment)
    {
        if (segment is not null && _copied.Add(segment.Number))
        {
            Quarantine.Copy(parts, segment);
        }
    }

    /// <summary>Closes the file that is open for reading.</summary>
    public void Forget() => _reader.Forget();

    public void Dispose() => _reader.Dispose();

    private SideEntry? NextParked
    {
        get
        {
            if (parts.Parked.IsReadable)
            {
                foreach (var (_, sequence) in parts.Parked.Index.Due)
                {
                    if (!_heldParked.Contains(sequence) && !_aside.Contains(sequence))
                    {
                        return parts.Parked.Index.Find(sequence);
                    }
                }
            }
            return null;
        }
    }

    private static bool Fits(HeldClaim claim, ActivityRecord record, int maxBytes) =>
        claim.Activities.Count == 0 || claim.StoredBytes + record.Bytes.Length <= maxBytes;

    private bool TakeParked(HeldClaim claim, int maxCount, int maxBytes, DateTimeOffset now)
    {
        var gaveUp = false;
        while (claim.Activities.Count < maxCount && NextParked is { } entry && entry.NotBefore <= now)
        {
            var status = parts.Parked.Read(entry, out var record);
            var isErased = status == ReadStatus.Found && record.IsHole;
            if (isErased || status == ReadStatus.Damaged || IsExpired(entry.RecordedAt, now))
            {
                var reason = status == ReadStatus.Damaged ? DropReason.Damaged : DropReason.Expired;
                // One that was on its way when its person was erased, and that no verdict came for, is a hole.
                books.GiveUp(parts.Parked, entry, isErased ? DropReason.Erased : reason);
                gaveUp = true;
            }
            else if (status != ReadStatus.Found)
            {
                _aside.Add(entry.Sequence);
                parts.Context.Reporter.Unreadable();
            }
            else if (Fits(claim, record, maxBytes))
            {
                _heldParked.Add(entry.Sequence);
                claim.Add(entry.Sequence, entry, entry.RecordedAt, record);
            }
            else
            {
                break;
            }
        }
        return gaveUp;
    }

    private bool TakeLog(HeldClaim claim, int maxCount, int maxBytes, DateTimeOffset now)
    {
        var gaveUp = false;
        while (claim.Activities.Count < maxCount && parts.Ledger.TryTake(out var sequence))
        {
            var status = _reader.Read(sequence, out var record, out var affected);
            if (status == ReadStatus.Found && !IsExpired(_reader.At, now))
            {
                if (!Fits(claim, record, maxBytes))
                {
                    parts.Ledger.Release(sequence);
                    break;
                }
                claim.Add(sequence, parked: null, _reader.At, record);
            }
            else if (status == ReadStatus.Unreadable || !TryGiveUp(status, affected, sequence))
            {
                parts.Ledger.LayAside(affected, sequence);
                parts.Context.Reporter.Unreadable();
            }
            else
            {
                gaveUp = true;
            }
        }
        return gaveUp;
    }

    private bool IsExpired(DateTimeOffset recordedAt, DateTimeOffset now) =>
        parts.Context.Options.MaxAge is { } maxAge && now - recordedAt > maxAge;

    private bool TryGiveUp(ReadStatus status, SequenceRange affected, long sequence)
    {
        if (status == ReadStatus.Damaged)
        {
            Copy(parts.Catalog.Find(sequence));
        }
        var reason = status switch
        {
            ReadStatus.Damaged => DropReason.Damaged,
            ReadStatus.Hole => DropReason.Erased,
            _ => DropReason.Expired,
        };
        return GiveUp(affected, sequence, reason);
    }
}
