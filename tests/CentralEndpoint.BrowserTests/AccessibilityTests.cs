using System.Text.RegularExpressions;
using CentralEndpoint.BrowserTests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests;

/// <summary>What axe has to say of the pages.</summary>
[TestClass]
public sealed partial class AccessibilityTests
{
    // Of WCAG 2.0 to 2.2, A and AA, and of good practice.
    private static readonly object Rules = new
    {
        type = "tag",
        values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" },
    };

    // The others would find in the dark what they find in the light, because the dark changes nothing else.
    private static readonly object RulesOfColour = new
    {
        type = "rule",
        values = new[] { "color-contrast", "link-in-text-block" },
    };

    // The one for the size of what is clicked is off unless it is named.
    private const string Script = """
        async (rules) => {
            const found = await axe.run(document, {
                runOnly: rules,
                rules: { 'target-size': { enabled: true } },
                resultTypes: ['violations'],
            });
            return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.html}`));
        }
        """;

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task Axe_finds_nothing_folded_or_unfolded_light_or_dark_at_any_width(
        EndpointKind endpoint,
        string path
    )
    {
        await using var visitor = await Visitor.ComeAsync(VisitorKind.WithAxe);
        await visitor.OpenAsync(endpoint, path);

        // Folded there is less of the same, at any width.
        await visitor.AssertNothingAsync(Script, "folded", Rules);
        await visitor.UnfoldAsync();
        await AssertNothingFoundAsync(visitor, Rules, "unfolded");
        await visitor.SetSchemeAsync(ColorScheme.Dark);
        await AssertNothingFoundAsync(visitor, RulesOfColour, "unfolded, dark");
    }

    [TestMethod]
    public async Task Axe_would_find_faint_letters_small_targets_and_a_picture_without_a_name()
    {
        await using var visitor = await Visitor.ComeAsync(VisitorKind.WithAxe);
        await visitor.OpenAsync(EndpointKind.Empty, "/");
        await visitor.Page.EvaluateAsync(
            """
            () => document.querySelector('main').insertAdjacentHTML('beforeend', `
                <p style="color: #aaa; background: #fff">faint</p>
                <svg role="img" width="9" height="9"></svg>
                <div><button style="padding: 0; width: 9px; height: 9px">a</button><button style="padding: 0; width: 9px; height: 9px">b</button></div>`)
            """
        );

        var found = await visitor.Page.EvaluateAsync<string[]>(Script, Rules);
        var ofColour = await visitor.Page.EvaluateAsync<string[]>(Script, RulesOfColour);

        Assert.StartsWith("color-contrast:", Assert.ContainsSingle(ofColour));
        Assert.AreSequenceEqual(
            ["color-contrast", "svg-img-alt", "target-size"],
            found.Select(static one => one[..one.IndexOf(':', StringComparison.Ordinal)]).Distinct().Order()
        );
    }

    [TestMethod]
    public async Task The_dark_changes_colours_and_nothing_else()
    {
        var pages = BrowserRun.HostOf(EndpointKind.Empty).Pages;
        var css = await pages.GetStringAsync(new Uri("/site.css", UriKind.Relative));

        var dark = Assert.ContainsSingle(css.Split("@media (prefers-color-scheme: dark) {").Skip(1));
        var lines = dark[..dark.IndexOf("\n}", StringComparison.Ordinal)]
            .Split('\n')
            .Select(static line => line.Trim());

        Assert.IsEmpty(lines.Where(static line => line is not ("" or ":root {" or "}") && !Colour().IsMatch(line)));
    }

    [GeneratedRegex("^--[a-z-]+: #[0-9a-f]{6};$", RegexOptions.None, 1000)]
    private static partial Regex Colour();

    private static async Task AssertNothingFoundAsync(Visitor visitor, object rules, string context)
    {
        foreach (var width in Site.Widths)
        {
            await visitor.SetWidthAsync(width);
            await visitor.AssertNothingAsync(Script, $"{width} wide, {context}", rules);
        }
    }
}
