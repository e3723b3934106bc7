using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Looks through one journal for the activities of one person, frame by frame, and notes which epochs sealed any of them. Used under
/// the journal's lock; throws no storage faults.
/// </summary>
internal sealed class JournalSearch(
    JournalParts parts,
    JournalClaims claims,
    ActivityPredicate matches,
    IActivityExport? export
)
{
    private readonly HashSet<Guid> _epochs = [];
    private readonly HashSet<long> _onTheWire = [];
    private long _waiting;
    private long _deadLetters;
    private long _settled;

    /// <summary>Gets whether everything could be opened.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Gets the epochs under which something of the person was sealed, or may have been: what cannot be opened counts too.</summary>
    public IReadOnlySet<Guid> Epochs => _epochs;

    public PersonFindings Findings =>
        new()
        {
            Waiting = _waiting,
            OnTheWire = _onTheWire.Count,
            DeadLetters = _deadLetters,
            Settled = _settled,
        };

    /// <summary>Looks at what is claimed now. It counts as on the wire, whatever becomes of it later.</summary>
    public void LookAtClaims()
    {
        foreach (var claim in claims.Gate.Held)
        {
            foreach (var activity in claim.Activities)
            {
                if (
                    ActivityRecord.TryRead(claim.Record(activity).Span, out var record)
                    && matches(record)
                    && _onTheWire.Add(activity.Sequence)
                )
                {
                    export?.Add(record, ArchiveStore.OnTheWire, activity.At);
                }
            }
        }
    }

    /// <summary>Looks through a segment of the log.</summary>
    public void Log(SegmentInfo segment)
    {
        if (parts.Catalog.List().Contains(segment))
        {
            var (last, readable) = parts.Catalog.Extent(segment);
            Walk(segment, segment.IsOpen ? readable : segment.Bytes, reader => IsCleanLog(reader, last));
        }
    }

    /// <summary>Looks through the side journals.</summary>
    public void Sides()
    {
        foreach (var side in parts.Sides)
        {
            IsComplete &= side.IsReadable;
            foreach (var segment in side.Segments.ToArray())
            {
                Walk(segment, segment.Bytes, reader => IsCleanSide(reader, side));
            }
        }
        CountLive(parts.Parked, ArchiveStore.Waiting, ref _waiting);
        CountLive(parts.DeadLetters, ArchiveStore.DeadLetter, ref _deadLetters);
    }

    // A segment is clean when good frames without the person fill it. What is torn or damaged may hold anybody.
    private void Walk(SegmentInfo segment, long length, Func<SegmentReader, bool> isClean)
    {
        try
        {
            using var reader = SegmentReader.TryOpen(parts.Context.Files, segment, parts.Keys);
            if (reader is null)
            {
                IsComplete = false;
                _epochs.Add(segment.Header.EpochId);
                return;
            }
            var end = (long)SegmentHeader.Length;
            var clean = true;
            while (reader.TryNext(length, out var isGood))
            {
                clean &= isGood && reader.FrameOffset == end && isClean(reader);
                end = reader.NextOffset;
            }
            if (!clean || end != length)
            {
                _epochs.Add(segment.Header.EpochId);
            }
        }
        catch (StorageFaultException)
        {
            IsComplete = false;
        }
    }

    private bool IsCleanLog(SegmentReader reader, long last)
    {
        var rest = reader.Plain;
        var clean = true;
        for (var sequence = reader.Frame.First; ActivityRecord.TryRead(rest, out var record); sequence++)
        {
            rest = rest[record.All.Length..];
            if (!record.IsHole && matches(record))
            {
                clean = false;
                if (sequence <= last)
                {
                    CountLog(record, sequence, reader.Frame.At);
                }
            }
        }
        return clean;
    }

    private void CountLog(ActivityRecord record, long sequence, DateTimeOffset at)
    {
        if (
            _onTheWire.Contains(sequence)
            || parts.Parked.Index.Find(sequence) is not null
            || parts.DeadLetters.Index.Find(sequence) is not null
        )
        {
            // Counted where it is now.
            return;
        }
        var isOpen = parts.Ledger.OpenParts(new SequenceRange(sequence, sequence), taken: 0).Count > 0;
        _waiting += isOpen ? 1 : 0;
        _settled += isOpen ? 0 : 1;
        export?.Add(record, isOpen ? ArchiveStore.Waiting : ArchiveStore.Settled, at);
    }

    private bool IsCleanSide(SegmentReader reader, SideJournal side)
    {
        var plain = reader.Plain;
        if (side == parts.GivenUp)
        {
            return true;
        }
        var stream = side == parts.Parked ? JournalStream.Parked : JournalStream.DeadLetters;
        while (SideEntryFormat.Read(plain, stream, out var entry, out var isAdded) is > 0 and var length)
        {
            if (
                isAdded
                && ActivityRecord.TryRead(plain[entry.RecordOffset..], out var record)
                && !record.IsHole
                && matches(record)
            )
            {
                return false;
            }
            plain = plain[length..];
        }
        return true;
    }

    private void CountLive(SideJournal side, ArchiveStore store, ref long count)
    {
        foreach (var entry in side.Index.Entries)
        {
            if (IsOf(side, entry, out var record) && !_onTheWire.Contains(entry.Sequence))
            {
                count++;
                export?.Add(record, store, entry.RecordedAt);
            }
        }
    }

    private bool IsOf(SideJournal side, SideEntry entry, out ActivityRecord record) =>
        side.Read(entry, out record) == ReadStatus.Found && !record.IsHole && matches(record);
}
