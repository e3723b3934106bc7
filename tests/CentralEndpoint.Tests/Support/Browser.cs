using System.Net;
using CentralEndpoint.Access;

namespace CentralEndpoint.Tests.Support;

/// <summary>Follows redirects and keeps cookies over the two sites, as a browser does, and remembers what went by.</summary>
internal sealed class Browser : IDisposable
{
    private const int MostSteps = 12;

    private readonly CentralEndpointHost _host;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _site;
    private readonly HttpClient _provider;

    public Browser(CentralEndpointHost host, IdentityProvider provider)
    {
        _host = host;
        _site = Client(The.PolicyTrusting(host.Folder.File("root.pem")));
        _provider = Client(provider.Trust);
    }

    /// <summary>Gets every cookie that was set, as the header had it.</summary>
    public List<string> Set { get; } = [];

    /// <summary>Gets what nobody else may learn: codes and states in addresses, and cookies.</summary>
    public List<string> Secrets { get; } = [];

    /// <summary>Gets the cookies of the endpoint that the browser has now.</summary>
    public IEnumerable<Cookie> Kept => _cookies.GetCookies(_host.PagesAddress);

    public Task<Opened> OpenAsync(string path) => FollowAsync(new Uri(_host.PagesAddress, path), stopAt: null);

    /// <summary>Follows until an address of the endpoint is about to be opened, which it gives.</summary>
    public async Task<Uri> StopBeforeAsync(string path, string stopAt) =>
        (await FollowAsync(new Uri(_host.PagesAddress, path), stopAt)).Address;

    /// <summary>Sends the form with which one signs out.</summary>
    public async Task<Opened> SignOutAsync(Opened page)
    {
        const string before = $"name=\"{FormTokens.Field}\" value=\"";
        var start = page.Html.IndexOf(before, StringComparison.Ordinal) + before.Length;
        using var content = new FormUrlEncodedContent([
            KeyValuePair.Create(FormTokens.Field, page.Html[start..page.Html.IndexOf('"', start)]),
        ]);
        using var answer = await _site.PostAsync(new Uri(_host.PagesAddress, "/sign-out"), content);
        return await FollowAsync(new Uri(_host.PagesAddress, answer.Headers.Location!), stopAt: null);
    }

    public void Dispose()
    {
        _site.Dispose();
        _provider.Dispose();
    }

    private async Task<Opened> FollowAsync(Uri address, string? stopAt)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var isHere = address.Authority == _host.PagesAddress.Authority;
            if (isHere && address.AbsolutePath == stopAt)
            {
                return new Opened(address, HttpStatusCode.Redirect, "");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept", "text/html");
            using var answer = await (isHere ? _site : _provider).SendAsync(request);
            Remember(answer);
            if (answer.Headers.Location is not { } next)
            {
                return new Opened(address, answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }

            address = new Uri(address, next);
        }

        throw new AssertFailedException($"It goes round in circles, last at {address.AbsolutePath}.");
    }

    private void Remember(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Set.AddRange(cookies);
            Secrets.AddRange(cookies.Select(static one => one.Split(';')[0].Split('=', 2)[1]).Where(IsSecret));
        }

        if (answer.Headers.Location is { IsAbsoluteUri: true } next)
        {
            Secrets.AddRange(
                next.Query.TrimStart('?').Split('&').Where(IsAnswer).Select(static one => one.Split('=', 2)[1])
            );
        }
    }

    private static bool IsSecret(string value) => value.Length > 8;

    private static bool IsAnswer(string parameter) =>
        parameter.StartsWith("code=", StringComparison.Ordinal)
        || parameter.StartsWith("state=", StringComparison.Ordinal);

    private HttpClient Client(System.Security.Cryptography.X509Certificates.X509ChainPolicy policy)
    {
        var handler = new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        return new HttpClient(handler);
    }
}
