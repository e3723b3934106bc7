namespace Blueshift.Tracking.Tests;

[TestClass]
public sealed class PersonQueryTests
{
    [TestMethod]
    public void It_prints_what_kind_it_is_and_no_value()
    {
        Assert.AreEqual("PersonQuery by key", PersonQuery.ByKey("user-1").ToString());
        Assert.AreEqual("PersonQuery by email", PersonQuery.ByEmail("amelia@customer.example").ToString());
    }

    [TestMethod]
    public void Nobody_is_not_somebody()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => PersonQuery.ByKey(null!));
        Assert.ThrowsExactly<ArgumentException>(() => PersonQuery.ByKey(""));
        Assert.ThrowsExactly<ArgumentNullException>(() => PersonQuery.ByEmail(null!));
        Assert.ThrowsExactly<ArgumentException>(() => PersonQuery.ByEmail(" \t"));
    }
}
