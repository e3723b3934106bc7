using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using CsCheck;

namespace Blueshift.Tracking.Tests.Buffering;

[TestClass]
public sealed class EncodedActivitiesTests
{
    private static readonly byte[] Subject = KeyFiles.Bytes(1, 16);

    [TestMethod]
    public void What_is_written_between_begin_and_end_is_there_without_its_brace() =>
        Gen.Select(Gen.String[0, 60], Gen.Byte.Array[0, 3000], Gen.Bool)
            .List[1, 20]
            .ForAll(
                50,
                all =>
                {
                    using var activities = new EncodedActivities();
                    foreach (var (key, bytes, isRemoval) in all)
                    {
                        Add(activities, key, bytes, isRemoval);
                    }

                    var read = activities.ToSingle();
                    Assert.AreEqual(all.Count, activities.Count);
                    Assert.AreSequenceEqual(
                        all.Select(one => (Text(one.Item1), Convert.ToHexString(one.Item2), one.Item3)),
                        read.Select(one =>
                            (one.Key, Convert.ToHexString(one.Bytes.Span), one.Status == UserActivityStatus.Removal)
                        )
                    );
                    Assert.IsTrue(read.All(one => one.Subject.Span.SequenceEqual(Subject)));
                    for (var count = 0; count <= all.Count; count++)
                    {
                        Assert.AreEqual(all.Take(count).Count(one => one.Item3), activities.RemovalsAmong(count));
                    }
                    Assert.AreEqual(activities.Removals, activities.RemovalsAmong(all.Count));
                }
            );

    [TestMethod]
    public void The_largest_activities_fill_it_without_passing_the_limit_of_a_frame()
    {
        using var activities = new EncodedActivities();
        while (activities.HasRoom)
        {
            Add(activities, new string('k', 1024), new byte[16 * 1024], isRemoval: false);
        }

        Assert.IsLessThanOrEqualTo(EncodedActivities.MaxLength, activities.Records.Length);
        Assert.IsGreaterThan(EncodedActivities.MaxLength - (18 * 1024), activities.Records.Length);
    }

    [TestMethod]
    public void The_smallest_activities_fill_it_by_their_count()
    {
        using var activities = new EncodedActivities();
        while (activities.HasRoom)
        {
            Add(activities, "", [], isRemoval: true);
        }

        Assert.AreEqual(EncodedActivities.MaxCount, activities.Count);
        Assert.AreEqual(EncodedActivities.MaxCount, activities.Removals);
    }

    [TestMethod]
    public void After_clearing_it_is_as_new()
    {
        using var activities = new EncodedActivities();
        Add(activities, "first", [1, 2, 3], isRemoval: true);
        activities.Clear();
        Assert.AreEqual((0, 0, 0), (activities.Count, activities.Removals, activities.Records.Length));

        Add(activities, "second", [4], isRemoval: false);

        Assert.AreEqual("second", activities.ToSingle().Single().Key);
        Assert.AreEqual(0, activities.Removals);
    }

    private static string Text(string key) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key));

    private static void Add(EncodedActivities activities, string key, byte[] bytes, bool isRemoval)
    {
        var status = isRemoval ? UserActivityStatus.Removal : UserActivityStatus.Addition;
        activities.Begin(Guid.CreateVersion7(), key, Subject, status);
        var span = activities.GetSpan(bytes.Length + 1);
        span[0] = (byte)'{';
        bytes.CopyTo(span[1..]);
        activities.Advance(bytes.Length + 1);
        activities.End();
    }
}
