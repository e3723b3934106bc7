using System.Diagnostics;
using CentralEndpoint.Access;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Tests.Access;

/// <summary>How long a refusal takes does not tell whether there is such an account. Both are measured in turn, and compared with each other.</summary>
[TestClass]
public sealed class SignInTimingTests
{
    private const int Rounds = 200;
    private const int TriesPerRound = 50;

    [TestMethod]
    public void An_unknown_account_takes_as_long_as_a_wrong_password()
    {
        var accounts = new DemoAccounts(new MasterKey(new byte[MasterKey.Length]), enabled: true);
        // A long one, so that what is left out would show.
        var password = new string('x', 2_000);
        var (known, unknown) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            known = Math.Min(known, Time(accounts, "reporter", password));
            unknown = Math.Min(unknown, Time(accounts, "reporteR", password));
        }

        // The fastest round of each is the one that nothing else on the machine came between.
        var ratio = known / unknown;
        Assert.IsTrue(ratio is > 0.7 and < 1.4, $"A known account takes {ratio:0.00} times as long as an unknown one.");
    }

    private static double Time(DemoAccounts accounts, string account, string password)
    {
        var from = Stopwatch.GetTimestamp();
        for (var count = 0; count < TriesPerRound; count++)
        {
            Assert.IsNull(accounts.Find(account, password));
        }

        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
}
