using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class MovedActivityTests
{
    private static readonly Guid Id = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
    private readonly ObservedTimeProvider _time = new();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Encoded_anew_it_is_what_the_other_instance_would_have_recorded(bool isRemoval)
    {
        var user = Some.User("user-1", "Zoë \"Z\"", "O'Neill & Co", "zoë@customer.example");
        var activity = isRemoval ? UserActivity.Deactivated(user) : UserActivity.Reactivated(user);
        activity = activity.WithId(Id).At(new DateTimeOffset(2025, 2, 28, 23, 59, 59, 999, TimeSpan.Zero));

        var moved = Move(Encoder(Some.InstanceId).Encode(activity));

        var expected = Encoder("acme-new").Encode(activity);
        Assert.AreEqual((expected.Id, expected.Key, expected.Status), (moved.Id, moved.Key, moved.Status));
        Assert.AreEqual(Convert.ToHexString(expected.Subject.Span), Convert.ToHexString(moved.Subject.Span));
        Assert.AreEqual(Encoding.UTF8.GetString(expected.Bytes.Span), Encoding.UTF8.GetString(moved.Bytes.Span));
    }

    [TestMethod]
    [DataRow("\"id\":\"")]
    [DataRow("\"id\":\"1\",\"data\":{\"firstName\":\"A\"}}")]
    public void Bytes_that_Capture_never_wrote_are_not_encoded_anew(string bytes)
    {
        var record = new byte[ActivityRecord.Overhead + 1 + bytes.Length];
        ActivityRecord.WriteFront(record, Id, "k"u8, new byte[Subject.Length], UserActivityStatus.Addition);
        ActivityRecord.WriteBytesLength(record, bytes.Length);
        Encoding.UTF8.GetBytes(bytes, record.AsSpan(ActivityRecord.Overhead + 1));
        Assert.IsTrue(ActivityRecord.TryRead(record, out var read));
        using var destination = new EncodedActivities();

        Assert.IsFalse(MovedActivity.With(Encoder("acme-new"))(read, destination));
        Assert.AreEqual(0, destination.Count);
    }

    private EncodedActivity Move(EncodedActivity old)
    {
        using var source = new EncodedActivities();
        source.Add(old);
        using var destination = new EncodedActivities();
        Assert.IsTrue(ActivityRecord.TryRead(source.Records, out var record));
        Assert.IsTrue(MovedActivity.With(Encoder("acme-new"))(record, destination));
        return destination.ToSingle().Single();
    }

    private ActivityEncoder Encoder(string instanceId) =>
        new(Some.Options(options => options.ClientInstanceId = instanceId), _time);
}
