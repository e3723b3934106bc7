using DemoHistory.Clients;
using DemoHistory.Living;

namespace Blueshift.Tracking.EndToEndTests.DemoHistories;

/// <summary>What becomes of the invented clients.</summary>
[TestClass]
public sealed class LifeTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [TestMethod]
    public void A_subject_is_made_as_the_wire_contract_says() =>
        Assert.AreEqual("Pr9_voct8DKOYLzVB89bZA", Person.SubjectOf("acme-prod", "user-1"));

    [TestMethod]
    public void There_are_a_dozen_clients_on_domains_of_nobody()
    {
        Assert.AreEqual(12, Cast.Clients);
        Assert.IsTrue(
            Cast.All.SelectMany(static plot => plot.Domains).All(static domain => domain.Name.EndsWith(".example"))
        );
        Assert.HasCount(Cast.All.Count, Cast.All.Select(static plot => plot.Instance).ToHashSet());
    }

    [TestMethod]
    public void Each_life_is_the_same_every_time_in_order_and_over_before_today()
    {
        var end = new DateTimeOffset(Today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        foreach (var plot in Cast.All)
        {
            var life = Life.Of(plot, Today);

            Assert.AreSequenceEqual(life, Life.Of(plot, Today));
            Assert.AreSequenceEqual(life.OrderBy(static one => one.Date), life);
            Assert.IsTrue(life.All(one => one.Date < end), plot.Instance);
        }
    }

    [TestMethod]
    public void Some_domains_have_a_few_people_and_most_have_many()
    {
        var sizes = Cast
            .All.SelectMany(static plot => Life.Of(plot, Today).Select(static one => one.Person.Email).Distinct())
            .CountBy(static email => email[email.IndexOf('@')..])
            .Select(static domain => domain.Value)
            .ToList();

        Assert.IsGreaterThanOrEqualTo(3, sizes.Count(static size => size < 5));
        Assert.IsGreaterThanOrEqualTo(12, sizes.Count(static size => size >= 5));
    }

    [TestMethod]
    public void A_season_brings_back_those_of_the_last_one()
    {
        var life = Life.Of(Cast.All.Single(static plot => plot.Season is not null), Today);
        var (lastYear, thisYear) = (Comers(life, 2025), Comers(life, 2026));

        Assert.IsGreaterThan(50, lastYear.Count);
        Assert.IsGreaterThan(
            40,
            thisYear.Count(life.Where(static one => one.Date.Year < 2026).Select(Subject).Contains)
        );
    }

    private static List<string> Comers(IEnumerable<LivedActivity> life, int year) =>
        [
            .. life.Where(one => one.Added && (one.Date.Year, one.Date.Month) == (year, 6))
                .Select(Subject)
                .Distinct(StringComparer.Ordinal),
        ];

    private static string Subject(LivedActivity activity) => activity.Person.Subject;
}
