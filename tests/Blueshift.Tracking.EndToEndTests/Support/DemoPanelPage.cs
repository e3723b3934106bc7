using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Uses the demo's panel as a browser does that sends no more than <c>Origin</c>.</summary>
internal sealed class DemoPanelPage(Uri address) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = address,
    };

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpStatusCode> PressAsync(string button, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/press/{button}", UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    public async Task PressAsync(string button) =>
        Assert.AreEqual(
            HttpStatusCode.SeeOther,
            await PressAsync(button, address.GetLeftPart(UriPartial.Authority)),
            button
        );

    /// <summary>Looks until the page shows what is waited for.</summary>
    /// <returns>The page.</returns>
    public async Task<string> WaitAsync(Func<string, bool> shows)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var page = WebUtility.HtmlDecode(await _http.GetStringAsync(new Uri("/", UriKind.Relative)));
            if (shows(page))
            {
                return page;
            }
            Assert.IsFalse(timeout.IsCancellationRequested, page);
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Reads the row of an instance: recorded, delivered, waiting, dead letters, dropped, duplicates, lost.</summary>
    /// <returns>-1 in place of what is being counted.</returns>
    public static IReadOnlyList<int> Row(string page, string instance)
    {
        var row = Match(page, $"<th scope=\"row\">{instance}</th>(?<cells>.*?)</tr>").Groups["cells"].Value;
        return
        [
            .. Regex
                .Matches(row, "<td[^>]*>(?<cell>.*?)</td>", Options, MatchTimeout)
                .Select(static cell => Regex.Replace(cell.Groups["cell"].Value, "<[^>]*>", "", Options, MatchTimeout))
                .Select(static text =>
                    int.TryParse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : -1
                ),
        ];
    }

    public void Dispose() => _http.Dispose();

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    private static Match Match(string page, string pattern)
    {
        var match = Regex.Match(page, pattern, Options, MatchTimeout);
        Assert.IsTrue(match.Success, page);
        return match;
    }
}
