using CentralEndpoint.Tests.Audit;

namespace CentralEndpoint.Tests.Retention;

[TestClass]
public sealed class RetentionModelTests
{
    private const int Weeks = 3 * 52;

    [TestMethod]
    public async Task Over_three_years_what_is_due_goes_the_rest_stays_and_no_figure_changes()
    {
        await using var history = await RetentionHistory.StartAsync(seed: 7);
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var week = 1; week <= Weeks; week++)
        {
            await history.LiveAsync();
            // Reports take their time: those of each week in which people are due, and of some others.
            var figures = week % 8 == 0 || await history.AreNamesDueAsync() ? await history.FiguresAsync() : null;
            var noted = (await history.Host.VerifyAsync()).Newest;

            var purged = await history.Host.PurgeAsync();

            history.Pass();
            await history.AssertKeptAsync();
            if (figures is not null)
            {
                Assert.AreEqual(figures, await history.FiguresAsync());
            }

            Assert.AreEqual("whole", await history.Host.TellAsync(noted));
            told.UnionWith(purged.Split(", ").Select(static one => one.Split(' ')[0]));
        }

        // Each kind was due at some time.
        Assert.AreSequenceEqual(
            ["", "audit", "forget", "messages", "names", "requests", "sessions", "tokens", "unhandled-messages"],
            told.Order(StringComparer.Ordinal)
        );
    }
}
