using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests;

[TestClass]
public sealed class TrackedUserTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow(" \t ")]
    public void An_empty_key_throws_and_says_what_to_give(string? key)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => Some.User(key: key!));

        Assert.Contains("TrackedUser.Key is empty", exception.Message);
        Assert.Contains("primary key", exception.Message);
    }

    [TestMethod]
    public void A_key_over_its_limit_throws_with_its_length_and_not_its_value()
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => Some.User(key: new string('k', 257)));

        Assert.Contains("257 Unicode scalar values; at most 256", exception.Message);
        Assert.DoesNotContain("kkkk", exception.Message);
    }

    [TestMethod]
    public void The_key_limit_counts_scalar_values_and_not_UTF_16_halves()
    {
        var key = string.Concat(Enumerable.Repeat("\U0001F511", 256));

        Assert.AreEqual(key, Some.User(key: key).Key);
    }

    [TestMethod]
    public void A_person_is_never_refused_whatever_the_names_are()
    {
        var user = Some.User(firstName: null, lastName: new string('x', 100_000), email: "\ud800\0\t");

        Assert.IsNull(user.FirstName);
        Assert.AreEqual(100_000, user.LastName!.Length);
    }
}
