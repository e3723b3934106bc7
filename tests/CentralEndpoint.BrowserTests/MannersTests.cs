using CentralEndpoint.BrowserTests.Support;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests;

/// <summary>The pages keep nothing in a browser, run nothing in it and have it ask nobody else.</summary>
[TestClass]
public sealed class MannersTests
{
    private const string KeptHere = """
        async () => [
            ...Object.keys(localStorage).map(key => `localStorage: ${key}`),
            ...Object.keys(sessionStorage).map(key => `sessionStorage: ${key}`),
            ...(await indexedDB.databases()).map(one => `indexedDB: ${one.name}`),
            ...(await caches.keys()).map(key => `cache: ${key}`),
            ...(await navigator.serviceWorker.getRegistrations()).map(one => `service worker: ${one.scope}`),
        ]
        """;

    private const string RunHere = """
        () => [...document.querySelectorAll('*')].filter(one =>
            ['script', 'style', 'iframe', 'object', 'embed', 'base'].includes(one.localName)
            || (one.localName === 'form' && new URL(one.getAttribute('action') ?? '', location).origin !== location.origin)
            || [...one.attributes].some(it => it.name === 'style' || it.name.startsWith('on') || /^\s*javascript:/i.test(it.value)))
            .map(one => one.outerHTML.slice(0, 120))
        """;

    private const string FromElsewhere = """
        () => [...document.querySelectorAll('[src], [href], [srcset], [data], [poster]')]
            .filter(one => ['src', 'href', 'srcset', 'data', 'poster'].some(name => one.hasAttribute(name)
                && !one.getAttribute(name).startsWith('mailto:')
                && new URL(one.getAttribute(name), location).origin !== location.origin))
            .map(one => one.outerHTML.slice(0, 120))
        """;

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task Nothing_is_asked_elsewhere_nothing_fails_nothing_stays_and_nothing_could_run(
        EndpointKind endpoint,
        string path
    )
    {
        await using var visitor = await Visitor.ComeAsync();
        await visitor.OpenAsync(endpoint, path);
        // What only one of them needs would be asked for by now.
        await visitor.SetSchemeAsync(ColorScheme.Dark);
        await visitor.UnfoldAsync();

        var origin = BrowserRun.HostOf(endpoint).Pages.BaseAddress!.AbsoluteUri;
        Assert.AreSequenceEqual(
            [new Uri(new Uri(origin), path).AbsoluteUri, $"{origin}site.css"],
            visitor.Requests.Select(static request => request.Url),
            "The page and its stylesheet, and nothing else."
        );
        Assert.IsTrue(visitor.Responses.All(static response => response.Ok));
        Assert.IsEmpty(visitor.Complaints, string.Join(Environment.NewLine, visitor.Complaints));
        Assert.AreSequenceEqual(
            Site.RoleOf(path) is null ? [] : ["session"],
            (await visitor.Page.Context.CookiesAsync()).Select(static cookie => cookie.Name),
            "The one that was there before."
        );
        await visitor.AssertNothingAsync(KeptHere, "Kept");
        await visitor.AssertNothingAsync(FromElsewhere, "From elsewhere");
        await visitor.AssertNothingAsync(RunHere, "Could run");
        await AssertScriptIsRefusedAsync(visitor);
    }

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task A_page_reads_the_same_with_JavaScript_off(EndpointKind endpoint, string path)
    {
        await using var plain = await Visitor.ComeAsync();
        await using var other = await Visitor.ComeAsync(VisitorKind.WithoutScripts);
        await plain.OpenAsync(endpoint, path);
        await other.OpenAsync(endpoint, path);

        Assert.AreEqual(await plain.UnfoldAsync(), await other.UnfoldAsync());
        Assert.AreEqual(await plain.Page.InnerTextAsync("body"), await other.Page.InnerTextAsync("body"));
    }

    [TestMethod]
    [DynamicData(nameof(Site.Views), typeof(Site))]
    public async Task Who_objects_to_being_tracked_gets_the_same_bytes_and_headers(EndpointKind endpoint, string path)
    {
        var host = BrowserRun.HostOf(endpoint);
        using var client = Site.RoleOf(path) is { } role ? host.SignInAs(role) : host.Anybody();
        foreach (var address in new[] { path, "/site.css" })
        {
            var usual = await AskAsync(client, address, objecting: false);
            var objecting = await AskAsync(client, address, objecting: true);

            Assert.AreEqual(usual, objecting, address);
            Assert.DoesNotContain("Set-Cookie", usual);
        }
    }

    private static async Task AssertScriptIsRefusedAsync(Visitor visitor)
    {
        await visitor.Page.EvaluateAsync(
            "() => { const one = document.createElement('script'); one.text = 'window.ran = true'; document.body.append(one); }"
        );
        Assert.IsFalse(await visitor.Page.EvaluateAsync<bool>("() => 'ran' in window"));
        Assert.Contains("Content Security Policy", Assert.ContainsSingle(visitor.Complaints));
    }

    private static async Task<string> AskAsync(HttpClient client, string path, bool objecting)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (objecting)
        {
            request.Headers.Add("DNT", "1");
            request.Headers.Add("Sec-GPC", "1");
        }
        using var answer = await client.SendAsync(request);
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(static header => header.Key != "Date")
            .Select(static header => $"{header.Key}: {string.Join(", ", header.Value)}");
        var body = Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync());
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{body}";
    }
}
