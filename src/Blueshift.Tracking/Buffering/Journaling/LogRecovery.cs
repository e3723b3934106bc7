using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Finds out what a log holds: it reads the headers of all segments and goes through the last one, unless that was ended. It
/// never fails for what it reads, only for a disk that does not answer.
/// </summary>
internal sealed class LogRecovery(IFileSystem files, EpochKeys keys)
{
    private readonly List<SegmentInfo> _segments = [];
    private readonly List<SequenceRange> _damaged = [];

    /// <summary>Gets the segments that count, in order.</summary>
    public IReadOnlyList<SegmentInfo> Segments => _segments;

    /// <summary>Gets what can never be read again, as far as it is known now.</summary>
    public IReadOnlyList<SequenceRange> Damaged => _damaged;

    /// <summary>Gets the highest number of a segment, whatever it holds.</summary>
    public uint LastNumber { get; private set; }

    /// <summary>Gets the last sequence, from which on numbers are given again.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Gets the first sequence that is not deleted.</summary>
    public long FirstSequence { get; private set; } = 1;

    /// <summary>Gets whether the end of the log is sealed under a key that is not at hand: the log cannot be gone on with.</summary>
    public bool IsKeyMissing { get; private set; }

    /// <summary>Reads the log.</summary>
    /// <param name="found">The segments of its folder.</param>
    /// <param name="settledThrough">What the bookmark says.</param>
    /// <param name="cancellationToken">Ends the wait for a key.</param>
    /// <exception cref="StorageFaultException">
    /// The disk does not give it back now. What it holds is neither lost nor ours to number again.
    /// </exception>
    public async Task ReadAsync(
        IReadOnlyList<SegmentFile> found,
        long settledThrough,
        CancellationToken cancellationToken
    )
    {
        LastNumber = found.Count == 0 ? 0 : found[^1].Number;
        LastSequence = settledThrough;
        foreach (var epoch in found.Select(file => file.Header?.EpochId).OfType<Guid>().Distinct())
        {
            await keys.OpenAsync(epoch, cancellationToken).ConfigureAwait(false);
        }
        var good = found.Where(file => file.Header is not null).ToList();
        for (var index = 0; index < good.Count; index++)
        {
            Add(good[index], index + 1 < good.Count ? good[index + 1] : null, found);
        }
        LookBehind(found);
    }

    private void Add(SegmentFile file, SegmentFile? next, IReadOnlyList<SegmentFile> found)
    {
        var segment = file.Describe();
        if (_segments.Count == 0)
        {
            Begin(segment, found);
        }
        else if (segment.First <= LastSequence)
        {
            // Whoever wrote the later one knew what of the earlier ones is good: what they hold beyond it was refused.
            GiveWay(segment.First);
        }
        else if (segment.First > LastSequence + 1)
        {
            _damaged.Add(new SequenceRange(LastSequence + 1, segment.First - 1));
        }
        if (next?.Header!.PreviousId == segment.Header.Identity.SegmentId)
        {
            segment.Last = next.Header.First - 1;
            segment.Frames = next.Header.PreviousFrames;
        }
        else
        {
            Scan(segment, isLast: next is null);
        }
        _segments.Add(segment);
        LastSequence = Math.Max(LastSequence, segment.Last);
    }

    private void GiveWay(long first)
    {
        foreach (var segment in _segments.Where(segment => segment.Last >= first))
        {
            segment.Last = Math.Max(first, segment.First) - 1;
        }
        _damaged.RemoveAll(range => range.From >= first);
        LastSequence = first - 1;
    }

    // Below the first segment everything was delivered and deleted, unless a file is still there that cannot be read.
    private void Begin(SegmentInfo first, IReadOnlyList<SegmentFile> found)
    {
        if (found[0].Header is null && found[0].Number < first.Number && first.First > LastSequence + 1)
        {
            _damaged.Add(new SequenceRange(LastSequence + 1, first.First - 1));
            FirstSequence = LastSequence + 1;
            return;
        }
        FirstSequence = first.First;
        LastSequence = first.First - 1;
    }

    private void Scan(SegmentInfo segment, bool isLast)
    {
        using var reader = SegmentReader.TryOpen(files, segment, keys);
        if (reader is null)
        {
            IsKeyMissing |= isLast;
            segment.Last = ByHeaders(segment.Path, segment.Last);
            return;
        }
        var scan = SegmentScan.Of(reader);
        segment.Last = scan.Last;
        segment.Frames = scan.Frames;
        segment.Readable = scan.End;
        _damaged.AddRange(scan.Damaged);
    }

    // A last segment without a header was torn when it was made, or it rotted: then its frames still say their numbers.
    private void LookBehind(IReadOnlyList<SegmentFile> found)
    {
        foreach (var file in found.Where(file => file.Header is null && file.Number > LastGoodNumber()))
        {
            var last = ByHeaders(file.Path, LastSequence);
            if (last > LastSequence)
            {
                _damaged.Add(new SequenceRange(LastSequence + 1, last));
                LastSequence = last;
            }
        }
    }

    private uint LastGoodNumber() => _segments.Count == 0 ? 0 : _segments[^1].Number;

    private long ByHeaders(string path, long last)
    {
        using var window = new SegmentWindow(files.OpenRead(path)) { Limit = JournalLimits.MaxSegmentBytes };
        return SegmentScan.LastByHeaders(window, last);
    }
}
