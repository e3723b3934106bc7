using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Reads the log by sequence. Going upwards costs one pass over the files; going back costs a pass over one segment. Used by one
/// thread at a time; throws no storage faults.
/// </summary>
internal sealed class LogReader(IFileSystem files, SegmentCatalog catalog, EpochKeys keys) : IDisposable
{
    private readonly int[] _offsets = new int[JournalLimits.MaxFrameCount + 1];
    private SegmentReader? _reader;

    // The frame that is open in the reader, and whether its bytes are what was sealed.
    private FrameHeader _frame;
    private bool _hasFrame;
    private bool _isGood;

    /// <summary>Gets when the commit was made that the last found record is of.</summary>
    public DateTimeOffset At => _frame.At;

    /// <summary>Reads one sequence.</summary>
    /// <param name="sequence">A sequence of the log that is not deleted.</param>
    /// <param name="record">The record, until the next call.</param>
    /// <param name="affected">Which sequences share its lot, when it is damaged or unreadable; the sequence is the first of them.</param>
    public ReadStatus Read(long sequence, out ActivityRecord record, out SequenceRange affected)
    {
        record = default;
        affected = new SequenceRange(sequence, sequence);
        if (catalog.Find(sequence) is not { } segment)
        {
            return ReadStatus.Damaged;
        }
        var (last, readable) = catalog.Extent(segment);
        try
        {
            return Seek(segment, sequence, readable)
                ? Pick(sequence, last, out record, out affected)
                : Unreadable(sequence, last, out affected);
        }
        catch (StorageFaultException exception)
        {
            Forget();
            affected = new SequenceRange(sequence, last);
            return exception.Fault == StorageFault.NotFound ? ReadStatus.Damaged : ReadStatus.Unreadable;
        }
    }

    /// <summary>Forgets the open segment, because its file changes.</summary>
    public void Forget()
    {
        _reader?.Dispose();
        _reader = null;
        _hasFrame = false;
    }

    public void Dispose() => Forget();

    private static ReadStatus Unreadable(long sequence, long last, out SequenceRange affected)
    {
        affected = new SequenceRange(sequence, last);
        return ReadStatus.Unreadable;
    }

    // Moves to the first frame that ends at or behind the sequence.
    private bool Seek(SegmentInfo segment, long sequence, long readable)
    {
        if (_reader?.Segment != segment)
        {
            Forget();
            _reader = SegmentReader.TryOpen(files, segment, keys);
            if (_reader is null)
            {
                return false;
            }
        }
        if (_hasFrame && sequence < _frame.First)
        {
            // The frame may stand behind damage that is being asked for again; only a pass from the start tells.
            _reader.Restart();
            _hasFrame = false;
        }
        while (!_hasFrame || _frame.Last < sequence)
        {
            _hasFrame = _reader.TryNext(readable, out _isGood);
            if (!_hasFrame)
            {
                break;
            }
            _frame = _reader.Frame;
            _isGood = _isGood && Index();
        }
        return true;
    }

    private ReadStatus Pick(long sequence, long last, out ActivityRecord record, out SequenceRange affected)
    {
        record = default;
        affected = new SequenceRange(sequence, last);
        if (!_hasFrame)
        {
            // Nothing good follows up to the end that the next segment, or the writer, vouches for.
            _reader!.Restart();
            return ReadStatus.Damaged;
        }
        if (sequence < _frame.First)
        {
            affected = new SequenceRange(sequence, Math.Min(last, _frame.First - 1));
            return ReadStatus.Damaged;
        }
        if (!_isGood)
        {
            affected = new SequenceRange(sequence, Math.Min(last, _frame.Last));
            return ReadStatus.Damaged;
        }
        affected = new SequenceRange(sequence, sequence);
        var index = (int)(sequence - _frame.First);
        ActivityRecord.TryRead(_reader!.Plain[_offsets[index].._offsets[index + 1]], out record);
        return record.IsHole ? ReadStatus.Hole : ReadStatus.Found;
    }

    // Finds where each record of the frame begins. A frame whose records are not as many as it says is none of ours.
    private bool Index()
    {
        var plain = _reader!.Plain;
        var offset = 0;
        for (var index = 0; index < _frame.Count; index++)
        {
            _offsets[index] = offset;
            if (!ActivityRecord.TryRead(plain[offset..], out var record))
            {
                return false;
            }
            offset += record.All.Length;
        }
        _offsets[_frame.Count] = offset;
        return offset == plain.Length;
    }
}
