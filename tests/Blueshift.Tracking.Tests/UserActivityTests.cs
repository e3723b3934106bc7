using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests;

[TestClass]
public sealed class UserActivityTests
{
    [TestMethod]
    [DataRow(UserActivityKind.Created, UserActivityStatus.Addition)]
    [DataRow(UserActivityKind.Reactivated, UserActivityStatus.Addition)]
    [DataRow(UserActivityKind.Deactivated, UserActivityStatus.Removal)]
    [DataRow(UserActivityKind.Deleted, UserActivityStatus.Removal)]
    public void The_status_flag_follows_from_the_kind(UserActivityKind kind, UserActivityStatus status)
    {
        var activity = Of(kind, Some.User());

        Assert.AreEqual(kind, activity.Kind);
        Assert.AreEqual(status, activity.Status);
        Assert.IsNull(activity.Date);
        Assert.IsNull(activity.Id);
    }

    [TestMethod]
    [DataRow(UserActivityKind.Created)]
    [DataRow(UserActivityKind.Reactivated)]
    [DataRow(UserActivityKind.Deactivated)]
    [DataRow(UserActivityKind.Deleted)]
    public void A_null_user_throws_and_names_the_parameter(UserActivityKind kind)
    {
        var exception = Assert.ThrowsExactly<ArgumentNullException>(() => Of(kind, null!));

        Assert.AreEqual("user", exception.ParamName);
        Assert.Contains("Value cannot be null", exception.Message);
    }

    [TestMethod]
    public void A_date_of_unspecified_kind_throws_and_says_what_to_do()
    {
        var unspecified = new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Unspecified);

        var exception = Assert.ThrowsExactly<ArgumentException>(() => Some.Activity().At(unspecified));

        Assert.Contains("DateTimeKind.Unspecified", exception.Message);
        Assert.Contains("DateTime.SpecifyKind(date, DateTimeKind.Utc)", exception.Message);
    }

    [TestMethod]
    public void Utc_and_local_dates_keep_their_instant()
    {
        var utc = new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);

        Assert.AreEqual(new DateTimeOffset(utc), Some.Activity().At(utc).Date);
        Assert.AreEqual(new DateTimeOffset(utc), Some.Activity().At(utc.ToLocalTime()).Date);
    }

    [TestMethod]
    public void An_empty_id_throws_and_says_what_to_do()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => Some.Activity().WithId(Guid.Empty));

        Assert.Contains("The activity id is the empty Guid", exception.Message);
    }

    [TestMethod]
    public void Copies_keep_everything_else_and_leave_the_original_alone()
    {
        var id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");
        var date = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
        var original = UserActivity.Deactivated(Some.User());

        var copy = original.At(date).WithId(id);

        Assert.AreEqual((original.User, original.Kind, date, id), (copy.User, copy.Kind, copy.Date, copy.Id));
        Assert.IsNull(original.Date);
        Assert.IsNull(original.Id);
    }

    [TestMethod]
    public void Nothing_printed_holds_a_personal_value()
    {
        var user = Some.User(
            key: "key-canary",
            firstName: "First-canary",
            lastName: "Last-canary",
            email: "canary@customer.example"
        );

        var printed = $"{user} {UserActivity.Created(user)} {UserActivity.Created(user).At(DateTimeOffset.UnixEpoch)}";

        Assert.DoesNotContain("canary", printed);
        Assert.Contains("UserActivity Created", printed);
    }

    private static UserActivity Of(UserActivityKind kind, TrackedUser user) =>
        kind switch
        {
            UserActivityKind.Created => UserActivity.Created(user),
            UserActivityKind.Reactivated => UserActivity.Reactivated(user),
            UserActivityKind.Deactivated => UserActivity.Deactivated(user),
            _ => UserActivity.Deleted(user),
        };
}
