using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class PersonPredicateTests
{
    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    [DataRow("user-1", true)]
    [DataRow("User-1", false)]
    [DataRow("user-1 ", false)]
    [DataRow("user-", false)]
    public void A_key_is_compared_exactly(string key, bool expected) =>
        Assert.AreEqual(expected, Matches(PersonQuery.ByKey(key), Some.User("user-1")));

    [TestMethod]
    [DataRow("Zoë.Müller@Customer.example", true)]
    [DataRow("  zoë.müller@customer.EXAMPLE\t", true)]
    [DataRow("zoe.muller@customer.example", false)]
    [DataRow("müller@customer.example", false)]
    public void An_email_is_compared_without_its_case_and_outer_white_space(string email, bool expected) =>
        Assert.AreEqual(
            expected,
            Matches(PersonQuery.ByEmail(email), Some.User(email: " zoë.müller@customer.example"))
        );

    [TestMethod]
    public void An_email_in_another_field_is_not_meant() =>
        Assert.IsFalse(
            Matches(
                PersonQuery.ByEmail("amelia@customer.example"),
                Some.User(firstName: "amelia@customer.example", email: "other@customer.example")
            )
        );

    [TestMethod]
    public void An_email_that_would_be_stored_empty_does_not_mean_everybody_who_has_none()
    {
        var tooLong = PersonQuery.ByEmail(new string('a', 400) + "@customer.example");

        Assert.IsFalse(Matches(tooLong, Some.User(email: null)));
    }

    [TestMethod]
    public void A_subject_is_compared_by_its_bytes()
    {
        var subject = new byte[Subject.Length];
        new Subject(Some.InstanceId).Write("user-1", subject);

        var other = new byte[Subject.Length];
        new Subject(Some.InstanceId).Write("user-9", other);

        Assert.IsTrue(Matches(PersonPredicate.BySubjects([subject]), Some.User("user-1")));
        Assert.IsTrue(Matches(PersonPredicate.BySubjects([other, subject]), Some.User("user-1")));
        Assert.IsFalse(Matches(PersonPredicate.BySubjects([subject, other]), Some.User("user-2")));
    }

    private bool Matches(PersonQuery person, TrackedUser user) => Matches(PersonPredicate.Of(person), user);

    private bool Matches(ActivityPredicate matches, TrackedUser user)
    {
        using var scratch = new ActivityScratch();
        new ActivityEncoder(Some.Options(), _time).Encode(UserActivity.Created(user), scratch);
        Assert.IsTrue(ActivityRecord.TryRead(scratch.Activities.Records, out var record));
        return matches(record);
    }
}
