using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Brings claimed activities to a side journal. Used under the journal's lock.</summary>
internal static class SideMoves
{
    /// <summary>Counts how many of the first ones it has room for.</summary>
    public static int Fitting(SideJournal side, List<SideMove> all)
    {
        var length = (long)FrameHeader.Overhead + SegmentHeader.Length;
        var count = 0;
        while (count < all.Count && side.HasRoomFor(length + all[count].Change.Length))
        {
            length += all[count].Change.Length;
            count++;
        }
        return count;
    }

    /// <summary>Appends all in one frame.</summary>
    /// <returns><see langword="false"/> without a key or room, or when the disk failed; nothing was added.</returns>
    public static bool TryAppend(SideJournal side, List<SideMove> all, DataKey? key)
    {
        if (all.Count == 0)
        {
            return true;
        }
        var changes = all.ConvertAll(one => one.Change);
        return key is not null
            && side.HasRoomFor(changes.Sum(change => (long)change.Length) + FrameHeader.Overhead + SegmentHeader.Length)
            && side.TryAppend(changes, key);
    }
}
