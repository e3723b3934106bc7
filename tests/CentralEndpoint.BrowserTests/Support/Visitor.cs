using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>
/// A context of the browser that looks at one page after the other, and keeps what the browser asked for and complained about at the
/// last one. Whoever is done with one leaves it to the next test, because a new one costs more than a page.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const int Height = 900;

    private static readonly ConcurrentDictionary<VisitorKind, ConcurrentBag<Visitor>> s_idle = new();

    private readonly VisitorKind _kind;
    private readonly ConcurrentQueue<IRequest> _requests = [];
    private readonly ConcurrentQueue<IResponse> _responses = [];
    private readonly ConcurrentQueue<string> _complaints = [];

    private Visitor(VisitorKind kind, IPage page)
    {
        _kind = kind;
        Page = page;
        page.Context.Request += (_, request) => _requests.Enqueue(request);
        page.Context.Response += (_, response) => _responses.Enqueue(response);
        page.Context.RequestFailed += (_, request) => _complaints.Enqueue($"{request.Url} failed: {request.Failure}");
        page.PageError += (_, fault) => _complaints.Enqueue(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<IRequest> Requests => _requests;

    public IReadOnlyCollection<IResponse> Responses => _responses;

    /// <summary>Gets what the browser's console had of errors, and which requests failed.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<Visitor> ComeAsync(VisitorKind kind = VisitorKind.Plain)
    {
        if (s_idle.TryGetValue(kind, out var idle) && idle.TryTake(out var visitor))
        {
            return visitor;
        }

        var context = await BrowserRun.Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BypassCSP = kind == VisitorKind.WithAxe,
                JavaScriptEnabled = kind != VisitorKind.WithoutScripts,
                Locale = "en-GB",
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "UTC",
            }
        );
        if (kind == VisitorKind.WithAxe)
        {
            await context.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        }

        return new Visitor(kind, await context.NewPageAsync());
    }

    /// <summary>Opens a page on a wide screen in the light, and waits until everything of it is there.</summary>
    public async Task OpenAsync(EndpointKind endpoint, string path)
    {
        _requests.Clear();
        _responses.Clear();
        _complaints.Clear();
        await SetSchemeAsync(ColorScheme.Light);
        await SetWidthAsync(Site.Widths[^1]);
        await SignInAsync(endpoint, path);
        var address = new Uri(BrowserRun.HostOf(endpoint).Pages.BaseAddress!, path);
        var answer = await Page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.AreEqual(200, answer!.Status, path);
    }

    // Both endpoints are on one machine, and a browser tells cookies by the name of the machine, not by the port.
    private async Task SignInAsync(EndpointKind endpoint, string path)
    {
        await Page.Context.ClearCookiesAsync();
        if (Site.RoleOf(path) is not { } role)
        {
            return;
        }

        var cookie = (await BrowserRun.CookieOfAsync(endpoint, role)).Split('=', 2);
        await Page.Context.AddCookiesAsync([
            new Cookie
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = BrowserRun.HostOf(endpoint).PagesAddress.AbsoluteUri,
                HttpOnly = true,
                SameSite = SameSiteAttribute.Lax,
            },
        ]);
    }

    public Task SetSchemeAsync(ColorScheme scheme) =>
        Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });

    public Task SetWidthAsync(int width) => Page.SetViewportSizeAsync(width, Height);

    /// <summary>Opens everything that is folded.</summary>
    /// <returns>Whether there was anything.</returns>
    public Task<bool> UnfoldAsync() =>
        Page.EvaluateAsync<bool>(
            """
            () => {
                const folded = [...document.querySelectorAll('details:not([open])')];
                folded.forEach(one => one.open = true);
                return folded.length > 0;
            }
            """
        );

    /// <summary>Runs a script that gives a sentence for each thing that is wrong, and demands that there is none.</summary>
    public async Task AssertNothingAsync(string script, string context, object? argument = null)
    {
        var wrong = await Page.EvaluateAsync<string[]>(script, argument);
        Assert.IsEmpty(wrong, $"{context}: {string.Join(Environment.NewLine, wrong)}");
    }

    public ValueTask DisposeAsync()
    {
        s_idle.GetOrAdd(_kind, static _ => []).Add(this);
        return ValueTask.CompletedTask;
    }
}
