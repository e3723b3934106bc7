using CentralEndpoint.BrowserTests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests;

/// <summary>Nobody has to scroll sideways to read a page; tables and charts scroll in boxes of their own.</summary>
[TestClass]
public sealed class LayoutTests
{
    // What a screen of 1280 is at 200 %.
    private const int Zoomed = 640;

    private const string TooWide = """
        () => {
            const root = document.documentElement, wrong = [];
            if (root.scrollWidth > root.clientWidth) wrong.push(`The page is ${root.scrollWidth} wide.`);
            for (const one of document.querySelectorAll('body *:not(svg *)')) {
                const style = getComputedStyle(one), box = one.getBoundingClientRect(), html = one.outerHTML.slice(0, 120);
                if (!one.checkVisibility()) continue;
                const boxed = one.parentElement.closest('[role=region][tabindex="0"]');
                if (!boxed && box.right > root.clientWidth + 0.5) wrong.push(`It ends at ${box.right}: ${html}`);
                if (one.scrollWidth <= one.clientWidth + 1 || style.display === 'inline') continue;
                const scrolls = ['auto', 'scroll'].includes(style.overflowX);
                if (style.overflowX !== 'visible' && !scrolls) wrong.push(`It is cut off: ${html}`);
                if (!scrolls) continue;
                const name = one.getAttribute('aria-label') ?? document.getElementById(one.getAttribute('aria-labelledby'))?.innerText;
                if (one.tabIndex !== 0 || one.getAttribute('role') !== 'region' || !name?.trim())
                    wrong.push(`It scrolls, and is no region that can be focused and has a name: ${html}`);
            }
            return wrong;
        }
        """;

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task No_page_is_wider_than_the_window(EndpointKind endpoint, string path)
    {
        await using var visitor = await Visitor.ComeAsync();
        await visitor.OpenAsync(endpoint, path);
        var name = $"{Site.NameOf(path)}-{endpoint}";

        await AssertFitsAsync(visitor, name, ColorScheme.Dark);
        await AssertFitsAsync(visitor, name, ColorScheme.Light);
        if (await visitor.UnfoldAsync() > 0)
        {
            await AssertFitsAsync(visitor, $"{name}-unfolded", ColorScheme.Light);
        }
    }

    private static async Task AssertFitsAsync(Visitor visitor, string name, ColorScheme scheme)
    {
        await visitor.SetSchemeAsync(scheme);
        foreach (var width in Site.Widths.Append(Zoomed))
        {
            await visitor.SetWidthAsync(width);
            await visitor.AssertNothingAsync(TooWide, $"{width} wide");
            if (width != Zoomed)
            {
                await Screenshots.TakeAsync(visitor.Page, $"{name}-{scheme}-{width}".ToLowerInvariant());
            }
        }
    }
}
