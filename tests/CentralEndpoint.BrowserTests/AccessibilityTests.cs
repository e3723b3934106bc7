using CentralEndpoint.BrowserTests.Support;

namespace CentralEndpoint.BrowserTests;

/// <summary>What axe has to say of the pages.</summary>
[TestClass]
public sealed class AccessibilityTests
{
    // The rules of WCAG 2.0 to 2.2, A and AA, and good practice. The one for the size of what is clicked is off unless it is named.
    private const string Script = """
        async () => {
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const found = await axe.run(document, {
                runOnly: { type: 'tag', values: tags },
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

        if (await visitor.HasFoldsAsync())
        {
            await AssertNothingFoundAsync(visitor, "folded");
            await visitor.UnfoldAsync();
        }
        foreach (var scheme in Site.Schemes)
        {
            await visitor.SetSchemeAsync(scheme);
            await AssertNothingFoundAsync(visitor, $"{scheme}, unfolded");
        }
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

        var found = await visitor.Page.EvaluateAsync<string[]>(Script);

        Assert.AreSequenceEqual(
            ["color-contrast", "svg-img-alt", "target-size"],
            found.Select(static one => one[..one.IndexOf(':', StringComparison.Ordinal)]).Distinct().Order()
        );
    }

    private static async Task AssertNothingFoundAsync(Visitor visitor, string context)
    {
        foreach (var width in Site.Widths)
        {
            await visitor.SetWidthAsync(width);
            await visitor.AssertNothingAsync(Script, $"{width} wide, {context}");
        }
    }
}
