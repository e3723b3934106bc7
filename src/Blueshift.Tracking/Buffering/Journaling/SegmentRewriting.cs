using System.Buffers;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Writes segments of the log once more under another key, with holes for what is erased or settled: invariant J23 of
/// docs/journal-format.md. A segment keeps its number, its id and its sequences, and each good frame its place, so that what the
/// next header says of it stays true. Used under the journal's lock, for segments that nobody writes.
/// </summary>
internal sealed class SegmentRewriting(JournalParts parts, DataKey key, ActivityPredicate matches)
{
    private const string Unfinished = ".tmp";

    // What the last good slot says, not what memory knows: a hole that the slot calls open is given up after a crash.
    private readonly SettledRanges _settled = new(parts.Slot.SettledThrough, parts.Slot.Ranges);

    /// <summary>Gets the sequences in whose place a hole was put because they matched.</summary>
    public List<long> Erased { get; } = [];

    /// <summary>Rewrites a segment. Durable after the folder's flush; whatever crashes, the old or the new one is there as a whole.</summary>
    /// <returns><see langword="false"/> when its key is not at hand: it is as before.</returns>
    /// <exception cref="StorageFaultException">It is as before, or rewritten.</exception>
    public bool TryRewrite(SegmentInfo old)
    {
        var files = parts.Context.Files;
        var unfinished = old.Path + Unfinished;
        files.Delete(unfinished);
        if (Copy(old, unfinished) is not { } rewritten)
        {
            return false;
        }
        files.Rename(unfinished, old.Path);
        parts.Catalog.Replace(old, rewritten);
        return true;
    }

    private SegmentInfo? Copy(SegmentInfo old, string path)
    {
        using var reader = SegmentReader.TryOpen(parts.Context.Files, old, parts.Keys);
        if (reader is null)
        {
            return null;
        }
        using var writer = SegmentWriter.Create(parts.Context.Files, path, old.Header, key, flushes: true);
        var plain = new ArrayBufferWriter<byte>();
        while (reader.TryNext(old.Bytes, out var isGood))
        {
            // What is torn or damaged is left out: it stays torn or damaged by what stands around it.
            if (isGood && reader.Frame.Last <= old.Last && TryHollow(reader, plain))
            {
                writer.Copy(reader.Frame, plain.WrittenSpan);
            }
            plain.Clear();
        }
        writer.Flush();
        return new SegmentInfo(old.Path, writer.Segment.Header)
        {
            Last = old.Last,
            Frames = old.Frames,
            Bytes = writer.Length,
            Readable = writer.Length,
        };
    }

    private bool TryHollow(SegmentReader reader, ArrayBufferWriter<byte> plain)
    {
        var rest = reader.Plain;
        var erased = new List<long>();
        for (var index = 0; index < reader.Frame.Count; index++)
        {
            if (!ActivityRecord.TryRead(rest, out var record))
            {
                return false;
            }
            rest = rest[record.All.Length..];
            var sequence = reader.Frame.First + index;
            var isErased = !record.IsHole && matches(record);
            if (isErased)
            {
                erased.Add(sequence);
            }
            plain.Write(isErased || _settled.Contains(sequence) ? ActivityRecord.Hole : record.All);
        }
        Erased.AddRange(erased);
        return rest.IsEmpty;
    }
}
