using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
public sealed class ActivityRecordTests
{
    private static readonly Guid Id = Guid.Parse("01234567-89ab-7cde-8f01-23456789abcd");
    private static readonly byte[] Subject = KeyFiles.Bytes(1, 16);

    [TestMethod]
    public void Every_byte_stands_where_the_page_says() =>
        Assert.AreEqual(
            "01" // removal
                + "0123456789ab7cde8f0123456789abcd" // id
                + Convert.ToHexStringLower(Subject)
                + "0300" // length of the key
                + "0700" // length of the bytes
                + "6bc3bc" // "kü"
                + "226964223a317d", // "id":1}
            Convert.ToHexStringLower(Record("kü", "\"id\":1}", UserActivityStatus.Removal))
        );

    [TestMethod]
    public void It_reads_what_was_written_and_leaves_what_follows()
    {
        byte[] bytes = [.. Record("key", "\"id\":1}", UserActivityStatus.Addition), 1, 2, 3];

        Assert.IsTrue(ActivityRecord.TryRead(bytes, out var record));
        Assert.AreEqual(Id, record.Id);
        Assert.AreEqual("key", record.KeyText());
        Assert.AreEqual("\"id\":1}", Encoding.UTF8.GetString(record.Bytes));
        Assert.AreEqual(UserActivityStatus.Addition, record.Status);
        Assert.AreSequenceEqual(Subject, record.Subject.ToArray());
        Assert.IsFalse(record.IsHole);
        Assert.AreSequenceEqual(bytes[..^3], record.All.ToArray());
    }

    [TestMethod]
    public void A_hole_is_one_byte_whatever_follows()
    {
        Assert.AreSequenceEqual([(byte)2], ActivityRecord.Hole.ToArray());
        Assert.IsTrue(ActivityRecord.TryRead([2, 0, 0], out var record));
        Assert.IsTrue(record.IsHole);
        Assert.AreSequenceEqual([(byte)2], record.All.ToArray());
    }

    [TestMethod]
    public void A_part_of_a_record_is_none()
    {
        var whole = Record("key", "\"id\":1}", UserActivityStatus.Addition);

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.IsFalse(ActivityRecord.TryRead(whole.AsSpan(0, length), out _), $"{length} bytes");
        }
    }

    [TestMethod]
    public void Whatever_the_bytes_are_reading_them_never_throws_and_goes_on()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(120)];
            random.NextBytes(bytes);
            if (ActivityRecord.TryRead(bytes, out var record))
            {
                Assert.IsGreaterThan(0, record.All.Length);
                _ = record.IsHole ? 0 : record.Key.Length + record.Bytes.Length + record.Subject.Length;
            }
        }
    }

    private static byte[] Record(string key, string json, UserActivityStatus status)
    {
        var keyBytes = Encoding.UTF8.GetBytes(key);
        var bytes = Encoding.UTF8.GetBytes(json);
        var record = new byte[ActivityRecord.Overhead + keyBytes.Length + bytes.Length];
        ActivityRecord.WriteFront(record, Id, keyBytes, Subject, status);
        ActivityRecord.WriteBytesLength(record, bytes.Length);
        bytes.CopyTo(record, record.Length - bytes.Length);
        return record;
    }
}
