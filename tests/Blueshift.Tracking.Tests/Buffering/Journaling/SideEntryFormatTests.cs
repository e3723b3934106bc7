using System.Buffers;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class SideEntryFormatTests
{
    private static readonly SideEntry Kept = new()
    {
        Sequence = 0x0102030405060708,
        To = 0x0102030405060708,
        RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030405),
        NotBefore = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030406),
        Reason = "deferred",
    };

    private static readonly SideEntry Range = new()
    {
        Sequence = 5,
        To = 9,
        RecordedAt = DateTimeOffset.UnixEpoch,
        GivenUpReason = GivenUpReason.Damaged,
    };

    private static readonly byte[] Record =
    [
        .. Enumerable.Repeat((byte)0, 33),
        1,
        0,
        2,
        0,
        (byte)'k',
        (byte)'j',
        (byte)'}',
    ];

    [TestMethod]
    public void An_added_entry_stands_where_the_page_says()
    {
        var bytes = Add(Kept, Record);

        Assert.AreEqual(
            "01" // add
                + "0807060504030201" // sequence
                + "0504030201000000" // recorded
                + "0604030201000000" // not before
                + "08" // length of the reason
                + "6465666572726564" // deferred
                + Convert.ToHexStringLower(Record),
            Convert.ToHexStringLower(bytes)
        );
        Assert.HasCount(SideEntryFormat.LengthOf(Kept, Record.Length), bytes);
    }

    [TestMethod]
    public void A_removed_entry_and_a_range_stand_where_the_page_says()
    {
        Assert.AreEqual("020807060504030201", Convert.ToHexStringLower(Remove(JournalStream.Parked, Kept)));
        Assert.AreEqual("020807060504030201", Convert.ToHexStringLower(Remove(JournalStream.DeadLetters, Kept)));
        Assert.AreEqual(
            "01" + "0500000000000000" + "0900000000000000" + "04",
            Convert.ToHexStringLower(Add(Range, []))
        );
        Assert.AreEqual(
            "02" + "0500000000000000" + "0900000000000000",
            Convert.ToHexStringLower(Remove(JournalStream.GivenUp, Range))
        );
    }

    [TestMethod]
    public void Every_reason_to_give_up_has_the_number_of_its_order()
    {
        foreach (var reason in Enum.GetValues<GivenUpReason>().Where(reason => reason != GivenUpReason.None))
        {
            var bytes = Add(Range with { GivenUpReason = reason }, []);

            Assert.AreEqual((byte)reason, bytes[17]);
            Assert.AreEqual(18, SideEntryFormat.Read(bytes, JournalStream.GivenUp, out var read, out _));
            Assert.AreEqual(reason, read.GivenUpReason);
        }
    }

    [TestMethod]
    public void It_reads_what_it_wrote_one_behind_the_other()
    {
        byte[] kept = [.. Add(Kept, Record), .. Remove(JournalStream.Parked, Kept)];

        var length = SideEntryFormat.Read(kept, JournalStream.Parked, out var added, out var isAdded);
        Assert.IsTrue(isAdded);
        Assert.AreEqual(Kept, added with { RecordOffset = 0 });
        Assert.IsTrue(ActivityRecord.TryRead(kept.AsSpan(added.RecordOffset), out var record));
        Assert.AreSequenceEqual(Record, record.All.ToArray());
        Assert.AreEqual(
            kept.Length - length,
            SideEntryFormat.Read(kept.AsSpan(length), JournalStream.Parked, out var removed, out isAdded)
        );
        Assert.IsFalse(isAdded);
        Assert.AreEqual(Kept.Sequence, removed.Sequence);

        Assert.AreEqual(18, SideEntryFormat.Read(Add(Range, []), JournalStream.GivenUp, out var range, out _));
        Assert.AreEqual((5, 9, GivenUpReason.Damaged), (range.Sequence, range.To, range.GivenUpReason));
    }

    [TestMethod]
    public void A_dead_letter_has_no_time_before_which_it_waits()
    {
        var bytes = Add(Kept with { NotBefore = default, Reason = "invalid-field" }, Record);

        Assert.AreEqual("0000000000000000", Convert.ToHexStringLower(bytes.AsSpan(17, 8)));
        SideEntryFormat.Read(bytes, JournalStream.DeadLetters, out var read, out _);
        Assert.AreEqual(DateTimeOffset.UnixEpoch, read.NotBefore);
    }

    [TestMethod]
    public void A_part_of_an_entry_is_none()
    {
        foreach (
            var (stream, whole) in new[]
            {
                (JournalStream.Parked, Add(Kept, Record)),
                (JournalStream.DeadLetters, Remove(JournalStream.DeadLetters, Kept)),
                (JournalStream.GivenUp, Add(Range, [])),
                (JournalStream.GivenUp, Remove(JournalStream.GivenUp, Range)),
            }
        )
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.AreEqual(0, SideEntryFormat.Read(whole.AsSpan(0, length), stream, out _, out _));
            }
        }
    }

    [TestMethod]
    [DataRow(0, (byte)0, DisplayName = "operation 0")]
    [DataRow(0, (byte)3, DisplayName = "operation 3")]
    [DataRow(16, (byte)128, DisplayName = "recorded before all dates")]
    [DataRow(16, (byte)127, DisplayName = "recorded beyond all dates")]
    [DataRow(24, (byte)128, DisplayName = "due before all dates")]
    [DataRow(25, (byte)255, DisplayName = "a reason beyond the end")]
    public void Numbers_out_of_their_range_are_refused(int offset, byte value)
    {
        var bytes = Add(Kept, Record);
        bytes[offset] = value;

        Assert.AreEqual(0, SideEntryFormat.Read(bytes, JournalStream.Parked, out _, out _));
    }

    [TestMethod]
    public void A_range_without_a_known_reason_is_refused()
    {
        foreach (var reason in new byte[] { 0, 9, 254 })
        {
            var bytes = Add(Range, []);
            bytes[17] = reason;
            Assert.AreEqual(0, SideEntryFormat.Read(bytes, JournalStream.GivenUp, out _, out _));
        }
    }

    [TestMethod]
    public void Whatever_the_bytes_are_reading_them_never_throws()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(120)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
            {
                bytes[0] = (byte)random.Next(4);
            }
            var stream = (JournalStream)random.Next(2, 5);

            var length = SideEntryFormat.Read(bytes, stream, out _, out _);

            Assert.IsTrue(length >= 0 && length <= bytes.Length);
        }
    }

    private static byte[] Add(SideEntry entry, byte[] record)
    {
        var writer = new ArrayBufferWriter<byte>();
        SideEntryFormat.WriteAdd(writer, entry, record);
        return writer.WrittenSpan.ToArray();
    }

    private static byte[] Remove(JournalStream stream, SideEntry entry)
    {
        var writer = new ArrayBufferWriter<byte>();
        SideEntryFormat.WriteRemove(writer, stream, entry);
        return writer.WrittenSpan.ToArray();
    }

    [TestMethod]
    public void Every_reason_for_a_drop_is_one_of_those_that_are_told_by_the_same_number_and_name() =>
        Assert.AreSequenceEqual(
            Enum.GetValues<DropReason>().Select(reason => ((byte)reason, reason.ToString())),
            Enum.GetValues<GivenUpReason>()
                .Where(reason => reason != GivenUpReason.DeadLetter)
                .Select(reason => ((byte)reason, reason.ToString()))
        );
}
