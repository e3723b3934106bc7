using System.Text.RegularExpressions;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>The alert rules of docs/operating.md name instruments and tags that there are, as Prometheus has them, and pages that there are.</summary>
[TestClass]
public sealed class AlertRulesTests
{
    private static readonly string Rules = OperatingPages.Code("yaml");

    // What TrackingMeterTests holds the library to.
    private static readonly IReadOnlyList<IReadOnlyList<string>> Instruments = OperatingPages.Table(
        "Instrument",
        "Kind",
        "Unit",
        "Tags"
    );

    [TestMethod]
    public void There_are_five_in_words_and_as_rules()
    {
        Assert.HasCount(5, OperatingPages.Table("Alert", "Rule", "Who"));
        Assert.AreSequenceEqual(
            OperatingPages.Table("Alert", "Rule", "Who").Select(row => row[2]),
            Found("severity: (?<found>page|ticket)").ToList()
        );
        Assert.HasCount(5, Found("- alert: (?<found>[A-Za-z]+)").Distinct());
    }

    [TestMethod]
    public void Each_metric_is_the_translated_name_of_an_instrument()
    {
        var named = Found("(?<found>blueshift_tracking_[a-z_]+)").Distinct().ToList();

        Assert.HasCount(7, named);
        Assert.IsEmpty(named.Except(Instruments.Select(row => Translated(row[0], row[1], row[2]))));
    }

    [TestMethod]
    public void Each_value_of_a_tag_is_one_that_is_given()
    {
        var listed = OperatingPages
            .Table("Instrument", "Tag", "Values")
            .Where(row => row[1] == "reason")
            .SelectMany(row => row[2].Split(' '));
        var named = Found("reason![~=]\"(?<found>[^\"]+)\"").SelectMany(values => values.Split('|')).ToList();

        Assert.HasCount(5, named);
        Assert.IsEmpty(named.Except(listed));
    }

    [TestMethod]
    public void Each_page_that_a_rule_names_is_there()
    {
        var named = Found(@"operating\.md, (?<found>[^.;""]+)[.;]")
            .SelectMany(pages => pages.Split(" and "))
            .Distinct()
            .ToList();

        Assert.HasCount(6, named);
        Assert.IsEmpty(named.Where(page => OperatingPages.Section(page).Length == 0));
    }

    private static IEnumerable<string> Found(string pattern) =>
        Regex
            .Matches(Rules, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["found"].Value);

    // OpenTelemetry's "Prometheus and OpenMetrics Compatibility": units in braces are no units.
    private static string Translated(string name, string kind, string unit) =>
        $"blueshift_tracking_{name.Replace('.', '_')}"
        + unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        }
        + (kind == "counter" ? "_total" : "");
}
