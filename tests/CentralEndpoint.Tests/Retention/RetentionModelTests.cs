using Blueshift.Tracking.EndToEndTests.Support;
using CentralEndpoint.Tests.Audit;

namespace CentralEndpoint.Tests.Retention;

[TestClass]
public sealed class RetentionModelTests
{
    private const int Weeks = 3 * 52;

    private static readonly int s_stride = Assurance.Count(slice: 6, full: 1);

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Over_three_years_what_is_due_goes_the_rest_stays_and_no_figure_changes()
    {
        await using var history = await RetentionHistory.StartAsync(seed: 7);
        var compared = 0;
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var week = 1; week <= Weeks; week++)
        {
            await history.LiveAsync();
            // The chain and all reports take their time: whole in a run of the full count, in a shorter one of some weeks.
            var isLookedAt = week % s_stride == 0;
            compared += isLookedAt && await history.AreNamesDueAsync() ? 1 : 0;
            var figures = isLookedAt ? await history.FiguresAsync() : null;
            var noted = isLookedAt ? (await history.Host.VerifyAsync()).Newest : null;

            var purged = await history.Host.PurgeAsync();

            history.Pass();
            await history.AssertKeptAsync();
            if (noted is not null)
            {
                Assert.AreEqual(figures, await history.FiguresAsync());
                Assert.AreEqual("whole", await history.Host.TellAsync(noted));
            }

            told.UnionWith(purged.Split(", ").Select(static one => one.Split(' ')[0]));
        }

        Assert.IsGreaterThan(5, compared, "Figures are compared where names go in between.");
        // Each kind was due at some time.
        Assert.AreSequenceEqual(
            ["", "audit", "forget", "messages", "names", "requests", "sessions", "tokens", "unhandled-messages"],
            told.Order(StringComparer.Ordinal)
        );
    }
}
