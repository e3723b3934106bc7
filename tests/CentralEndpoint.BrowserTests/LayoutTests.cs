using CentralEndpoint.BrowserTests.Support;

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
        var name = $"{Site.NameOf(path)}-{endpoint}".ToLowerInvariant();

        await Screenshots.TakeAsync(visitor, name);
        if (await visitor.UnfoldAsync())
        {
            await Screenshots.TakeAsync(visitor, $"{name}-unfolded");
        }

        // Neither does a fold make a page wider, nor the dark.
        foreach (var width in Site.Widths.Append(Zoomed))
        {
            await visitor.SetWidthAsync(width);
            await visitor.AssertNothingAsync(TooWide, $"{width} wide");
        }
    }
}
