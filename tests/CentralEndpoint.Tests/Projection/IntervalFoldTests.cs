using CentralEndpoint.Projection;

namespace CentralEndpoint.Tests.Projection;

/// <summary>What a user's activities say of when the user was active.</summary>
[TestClass]
public sealed class IntervalFoldTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("+1", "1-")]
    [DataRow("-1", "")]
    [DataRow("+1 -2", "1-2")]
    [DataRow("+1 +2 -3", "1-3")]
    [DataRow("+1 -2 -3", "1-2")]
    [DataRow("-1 +2", "2-")]
    [DataRow("+1 -2 +3", "1-2 3-")]
    [DataRow("+1 -1", "")]
    [DataRow("-1 +1", "1-")]
    [DataRow("+1 -2 +2", "1-")]
    [DataRow("+1 +2 -2 -2", "1-2")]
    public void Folding(string activities, string expected)
    {
        var changes = activities
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => new Change("s", one[1] - '0', one[0] == '+'))
            .ToList();

        var intervals = IntervalFold.Of(changes).Select(one => $"{one.Started}-{one.Ended}");

        Assert.AreEqual(expected, string.Join(' ', intervals));
    }

    [TestMethod]
    [DataRow("+1", "new")]
    [DataRow("b1", "baseline")]
    [DataRow("-1 +2", "new")]
    [DataRow("+1 -2 +3", "new reactivated")]
    [DataRow("b1 -2 +3", "baseline reactivated")]
    [DataRow("+1 -2 b3", "new baseline")]
    [DataRow("+1 b2", "new")]
    [DataRow("b1 +1", "new")]
    [DataRow("+1 -1 +2", "new")]
    public void How_a_user_became_active(string activities, string expected)
    {
        var changes = activities
            .Split(' ')
            .Select(one => new Change("s", one[1] - '0', one[0] != '-', one[0] == 'b' ? "baseline" : null))
            .ToList();

        Assert.AreEqual(expected, string.Join(' ', IntervalFold.Of(changes).Select(one => one.Entry)));
    }
}
