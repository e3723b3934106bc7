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
}
