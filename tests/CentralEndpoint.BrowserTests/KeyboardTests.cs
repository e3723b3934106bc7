using System.Text.Json;
using CentralEndpoint.BrowserTests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests;

/// <summary>Everything on a page is reached with the keyboard, in the order in which it is seen, and one sees where one is.</summary>
[TestClass]
public sealed class KeyboardTests
{
    // In the order of the document, which is that of the Tab key; everything that a reader may act on.
    private const string Reachable = """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
            .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility())
            .map(one => one.outerHTML.slice(0, 120))
        """;

    private const string PutOutOfOrder = """
        () => [...document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])')].map(one => one.outerHTML.slice(0, 120))
        """;

    // Places are those of the document and of the boxes in it, however far they are scrolled.
    private const string Focused = """
        () => {
            const one = document.activeElement;
            if (one === document.body) return null;
            const box = one.getBoundingClientRect(), style = getComputedStyle(one);
            let across = window.scrollX, down = window.scrollY;
            for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
                across += box.scrollLeft;
                down += box.scrollTop;
            }
            return JSON.stringify({
                isFold: one.matches('details:not([open]) > summary'),
                html: one.outerHTML.slice(0, 120),
                left: box.left + across, right: box.right + across, top: box.top + down, bottom: box.bottom + down,
                isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                outlineStyle: style.outlineStyle, outlineWidth: parseFloat(style.outlineWidth),
            });
        }
        """;

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task The_Tab_key_reaches_everything_in_the_order_seen_shows_where_it_is_and_need_not_go_through_the_navigation(
        EndpointKind endpoint,
        string path
    )
    {
        await using var visitor = await Visitor.ComeAsync();
        await visitor.OpenAsync(endpoint, path);
        await visitor.AssertNothingAsync(PutOutOfOrder, "Put out of order");

        // A screen in the light, from before the first stop, and a telephone in the dark, from the first stop.
        await AssertWalkAsync(visitor);
        await visitor.SetSchemeAsync(ColorScheme.Dark);
        await visitor.SetWidthAsync(Site.Widths[0]);
        await visitor.Page.Locator(".skip").FocusAsync();
        await AssertWalkAsync(visitor);
        await AssertFirstStopLeadsToFiguresAsync(visitor.Page);
    }

    private static async Task AssertWalkAsync(Visitor visitor)
    {
        var stops = await WalkAsync(visitor.Page);
        Assert.StartsWith("<a class=\"skip\"", stops[0].Html);
        Assert.AreSequenceEqual(
            await visitor.Page.EvaluateAsync<string[]>(Reachable),
            stops.Select(static stop => stop.Html)
        );
        foreach (var (before, after) in stops.Zip(stops.Skip(1)))
        {
            Assert.IsFalse(after.IsReadBefore(before), $"{before.Html} comes before {after.Html}");
        }
        foreach (var stop in stops)
        {
            Assert.IsTrue(stop.IsSeen, $"{stop.Html} is out of sight.");
            Assert.AreNotEqual("none", stop.OutlineStyle, stop.Html);
            Assert.IsGreaterThanOrEqualTo(2, stop.OutlineWidth, stop.Html);
        }
    }

    private static async Task AssertFirstStopLeadsToFiguresAsync(IPage page)
    {
        await page.Locator(".skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.IsTrue(
            await page.EvaluateAsync<bool>(
                "() => document.activeElement === document.querySelector('main a[href], main summary, main [tabindex=\"0\"], main input:not([type=hidden], [tabindex=\"-1\"]), main select, main textarea, main button')"
            )
        );
    }

    // Ends outside of the page or at the first stop again, and opens on its way what is folded, to go through that as well.
    private static async Task<List<FocusStop>> WalkAsync(IPage page)
    {
        var stops = new List<FocusStop>();
        if (await FocusedAsync(page) is null)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        while (await FocusedAsync(page) is { } stop && !stops.SkipLast(1).Any(stop.IsAt))
        {
            // A day is entered in three fields, which are one stop.
            if (stops.Count > 0 && stop.IsAt(stops[^1]))
            {
                await page.Keyboard.PressAsync("Tab");
                continue;
            }
            stops.Add(stop);
            if (stop.IsFold)
            {
                await page.Keyboard.PressAsync("Enter");
            }
            await page.Keyboard.PressAsync("Tab");
        }
        return stops;
    }

    private static async Task<FocusStop?> FocusedAsync(IPage page) =>
        await page.EvaluateAsync<string?>(Focused) is { } text
            ? JsonSerializer.Deserialize<FocusStop>(text, JsonSerializerOptions.Web)
            : null;
}
