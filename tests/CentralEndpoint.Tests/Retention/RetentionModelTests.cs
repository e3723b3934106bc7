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
            var figures = await history.FiguresAsync();
            var noted = (await history.Host.VerifyAsync()).Newest;

            var purged = await history.Host.PurgeAsync();

            history.Pass();
            await history.AssertKeptAsync();
            Assert.AreEqual(figures, await history.FiguresAsync());
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
