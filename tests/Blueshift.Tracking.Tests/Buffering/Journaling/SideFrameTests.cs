using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class SideFrameTests
{
    private static readonly SideEntry Entry = new()
    {
        Sequence = 1,
        To = 1,
        RecordedAt = DateTimeOffset.UnixEpoch,
        Reason = "deferred",
    };

    [TestMethod]
    // One full of entries and one begun; three of 100 kB are too much for one frame.
    [DataRow(JournalLimits.MaxFrameCount, 10, 1)]
    [DataRow(JournalLimits.MaxFrameCount + 1, 10, 2)]
    [DataRow(2, 100_000, 1)]
    [DataRow(3, 100_000, 2)]
    public void Changes_are_cut_into_frames_of_no_more_than_a_frame_may_hold(int count, int length, int frames)
    {
        var change = SideChange.Add(Entry, new byte[length]);

        var cut = SideFrame.Cut(JournalStream.Parked, Enumerable.Repeat(change, count).ToArray());

        Assert.HasCount(frames, cut);
        Assert.AreEqual(count, cut.Sum(frame => frame.Count));
        Assert.IsTrue(cut.TrueForAll(frame => frame.Plain.Length <= JournalLimits.MaxFrameBytes));
    }
}
