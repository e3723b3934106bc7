using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>
/// Damages a journal in every way: opening and draining it never throws or hangs, never yields a record that was not recorded, and
/// what is intact before the damage is delivered.
/// </summary>
[TestClass]
public sealed class JournalFuzzTests
{
    private static FuzzedJournal s_killed = null!;
    private static FuzzedJournal s_stopped = null!;
    private static FuzzedJournal s_other = null!;
    private static FuzzedJournal s_older = null!;

    public required TestContext TestContext { get; init; }

    [ClassInitialize]
    public static async Task MakeAsync(TestContext _)
    {
        s_killed = await FuzzedJournal.MakeAsync(1, ends: false);
        s_stopped = await FuzzedJournal.MakeAsync(1, ends: true);
        s_other = await FuzzedJournal.MakeAsync(5001, ends: true);
        // The same folder, journal id and number, but a segment of another life of it.
        s_older = await FuzzedJournal.MakeAsync(1, ends: true, s_killed.Image.With(s_killed.SegmentPath, bytes: null));
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task An_undamaged_journal_is_drained_whole()
    {
        foreach (var journal in new[] { s_killed, s_stopped })
        {
            var outcome = await journal.DrainAsync(journal.Segment);

            Assert.HasCount(FuzzedJournal.Count, outcome.Delivered);
            Assert.AreEqual((1000, 1000), (outcome.State.Recorded, outcome.State.Delivered));
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_flipped_bit_of_the_segment_s_header_gives_it_up_whole_and_says_so()
    {
        foreach (var bit in Bits(0, SegmentHeader.Length))
        {
            var outcome = await s_killed.DrainAsync(Flip(s_killed.Segment, bit));

            Assert.IsEmpty(outcome.Delivered);
            Assert.AreEqual((1000, 1000), (outcome.State.Recorded, outcome.State.Dropped), $"Bit {bit}");
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_flipped_bit_of_the_first_frame_costs_that_frame_alone()
    {
        foreach (var bit in Bits(s_killed.Offsets[0], s_killed.Offsets[1]))
        {
            var outcome = await s_killed.DrainAsync(Flip(s_killed.Segment, bit));

            Assert.HasCount(990, outcome.Delivered, $"Bit {bit}");
            Assert.AreEqual((1000, 10), (outcome.State.Recorded, outcome.State.Dropped), $"Bit {bit}");
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_flipped_bit_of_the_last_frame_is_damage_if_the_segment_ended_and_torn_if_not()
    {
        foreach (var bit in Bits(s_killed.Offsets[99], s_killed.Offsets[100]))
        {
            var torn = await s_killed.DrainAsync(Flip(s_killed.Segment, bit));
            Assert.HasCount(990, torn.Delivered, $"Bit {bit}");
            Assert.AreEqual((990, 0), (torn.State.Recorded, torn.State.Dropped), $"Bit {bit}");

            var damaged = await s_stopped.DrainAsync(Flip(s_stopped.Segment, bit));
            Assert.HasCount(990, damaged.Delivered, $"Bit {bit}");
            Assert.AreEqual((1000, 10), (damaged.State.Recorded, damaged.State.Dropped), $"Bit {bit}");
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Cut_anywhere_it_gives_the_frames_before_the_cut()
    {
        var step = Assurance.IsFull ? 1 : 997;
        for (var length = SegmentHeader.Length; length < s_killed.Segment.Length; length += step)
        {
            var outcome = await s_killed.DrainAsync(s_killed.Segment[..length]);

            Assert.HasCount(FramesBefore(s_killed, length) * FuzzedJournal.PerFrame, outcome.Delivered);
            Assert.AreEqual(0, outcome.State.Dropped);
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_frame_in_the_place_of_another_is_never_taken_for_it()
    {
        // All 9,900 pairs in the full run; a step that has no factor in common with their number meets each frame in this one.
        for (var pair = 0; pair < 9900; pair += Assurance.IsFull ? 1 : 97)
        {
            var (from, to) = (pair / 99, pair % 99);
            to += to >= from ? 1 : 0;
            var segment = s_stopped.Segment.ToArray();
            s_stopped.Frame(from).CopyTo(segment, s_stopped.Offsets[to]);
            var outcome = await s_stopped.DrainAsync(segment);

            // A later frame in an earlier place hides those between: they count as damaged.
            var lost = from < to ? 1 : from - to;
            Assert.HasCount(1000 - (lost * FuzzedJournal.PerFrame), outcome.Delivered, $"{from} for {to}");
            Assert.AreEqual(lost * FuzzedJournal.PerFrame, outcome.State.Dropped, $"{from} for {to}");
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Two_frames_that_change_places_cost_nothing_before_the_first()
    {
        for (var pair = 0; pair < 9900; pair += Assurance.IsFull ? 1 : 101)
        {
            var (one, other) = (pair / 99, pair % 99);
            other += other >= one ? 1 : 0;
            var segment = s_killed.Segment.ToArray();
            s_killed.Frame(one).CopyTo(segment, s_killed.Offsets[other]);
            s_killed.Frame(other).CopyTo(segment, s_killed.Offsets[one]);
            var outcome = await s_killed.DrainAsync(segment);

            AssertIntactBefore(s_killed, outcome, Math.Min(one, other));
        }
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Random_damage_of_a_segment_never_throws_never_alters_and_spares_what_stands_before_it(bool ends)
    {
        var journal = ends ? s_stopped : s_killed;
        var random = new Random(ends ? 17 : 19);
        byte[][] others = [s_other.Segment, s_older.Segment, journal.Segment];
        var mutations = Assurance.Iterations(300, 500_000);
        for (var round = 1; round <= mutations; round++)
        {
            var segment = Mutation.Of(journal.Segment, others, random);
            var outcome = await journal.DrainAsync(segment);
            var difference = Mutation.FirstDifference(journal.Segment, segment);

            if (difference >= SegmentHeader.Length)
            {
                AssertIntactBefore(journal, outcome, FramesBefore(journal, difference));
            }
            if (round % 50_000 == 0)
            {
                TestContext.WriteLine($"{round} mutations");
            }
        }
        TestContext.WriteLine($"{mutations} mutations in all");
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task A_whole_segment_of_another_journal_yields_nothing()
    {
        var outcome = await s_killed.DrainAsync(s_other.Segment);

        Assert.IsEmpty(outcome.Delivered);
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Random_damage_of_any_file_of_the_journal_never_throws_and_never_alters()
    {
        var golden = await GoldenJournal.MakeAsync();
        var paths = golden.Files.Keys.Order(StringComparer.Ordinal).ToList();
        var known = new GoldenDrain();
        var random = new Random(23);
        for (var round = 0; round < Assurance.Iterations(400, 100_000); round++)
        {
            var image = golden;
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var path = paths[random.Next(paths.Count)];
                var bytes = image.Files.GetValueOrDefault(path) ?? [];
                var others = golden.Files.Values.ToList();
                image = image.With(path, random.Next(10) == 0 ? null : Mutation.Of(bytes, others, random));
            }
            await known.DrainAsync(image);
        }
    }

    private static void AssertIntactBefore(FuzzedJournal journal, FuzzOutcome outcome, int frames)
    {
        for (var frame = 0; frame < Math.Min(frames, FuzzedJournal.Frames); frame++)
        {
            Assert.IsTrue(FuzzedJournal.IsDelivered(outcome, frame), $"Frame {frame} is intact and is not delivered.");
        }
    }

    private static int FramesBefore(FuzzedJournal journal, int offset) =>
        Enumerable.Range(0, FuzzedJournal.Frames).Count(frame => journal.Offsets[frame + 1] <= offset);

    // Every bit in the full run, one of each second byte in this one: that no flipped bit of a header is read is tested by itself.
    private static IEnumerable<int> Bits(int from, int to) =>
        Enumerable.Range(8 * from, 8 * (to - from)).Where(bit => Assurance.IsFull || bit % 16 == bit / 16 % 16);

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
