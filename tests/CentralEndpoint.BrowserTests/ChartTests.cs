using CentralEndpoint.BrowserTests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests;

/// <summary>Who does not see a chart, or not well, has what it shows all the same.</summary>
[TestClass]
public sealed class ChartTests
{
    private const string Drawn = """
        () => [...document.querySelectorAll('svg:not([aria-hidden=true])')].flatMap(one => {
            const html = one.outerHTML.slice(0, 120), wrong = [];
            const name = one.getAttribute('aria-label') ?? one.querySelector(':scope > title')?.textContent;
            if (one.getAttribute('role') !== 'img' || !name?.trim()) wrong.push(`It is no picture with a name: ${html}`);
            if (!one.closest('table') && !one.closest('figure, section')?.querySelector('table')) wrong.push(`It has no table: ${html}`);
            return wrong;
        })
        """;

    // WCAG 2.1, 1.4.11: 3 to 1. It is drawn by its outline, or else by its area; axe looks at letters alone.
    private const string Faint = """
        () => {
            const parts = color => color.match(/[\d.]+/g).map(Number);
            const light = color => parts(color).slice(0, 3)
                .map(one => one / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
                .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
            const ground = one => {
                const color = getComputedStyle(one).backgroundColor;
                return (parts(color)[3] ?? 1) > 0 || !one.parentElement ? color : ground(one.parentElement);
            };
            return [...document.querySelectorAll('.chart .bar, .chart polyline, .chart .mark')].flatMap(one => {
                const style = getComputedStyle(one);
                const color = style.stroke !== 'none' && parseFloat(style.strokeWidth) > 0 ? style.stroke : style.fill;
                const both = [light(color), light(ground(one))].sort((a, b) => b - a);
                const contrast = (both[0] + 0.05) / (both[1] + 0.05);
                return contrast < 3 ? [`${contrast.toFixed(2)}: ${one.outerHTML.slice(0, 120)}`] : [];
            });
        }
        """;

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task Every_chart_is_a_picture_with_a_name_and_a_table_and_stands_out(
        EndpointKind endpoint,
        string path
    )
    {
        await using var visitor = await Visitor.ComeAsync();
        await visitor.OpenAsync(endpoint, path);

        await visitor.AssertNothingAsync(Drawn, "Drawn");
        await visitor.AssertNothingAsync(Faint, "In the light");
        await visitor.SetSchemeAsync(ColorScheme.Dark);
        await visitor.AssertNothingAsync(Faint, "In the dark");
    }
}
