using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Demo.Driving;

/// <summary>Uses a client instance through its own pages, as a browser does.</summary>
internal sealed class TenantClient(Uri address) : IDisposable
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(
        new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    )
    {
        BaseAddress = address,
    };

    public async Task SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["UserName"] = userName, ["Password"] = password };
        if (!await PostAsync("/account/signin", "/account/signin", form, cancellationToken))
        {
            throw new DemoFaultException($"Signing in at {address} was refused.");
        }
    }

    /// <summary>Enters a new user.</summary>
    /// <returns>Whether the application took it; <see langword="false"/> when it showed the form again with what is wrong.</returns>
    public Task<bool> CreateUserAsync(DemoUser user, CancellationToken cancellationToken) =>
        PostAsync(
            "/users/create",
            "/users/create",
            new Dictionary<string, string>
            {
                ["FirstName"] = user.FirstName,
                ["LastName"] = user.LastName,
                ["UserName"] = user.UserName,
                ["Email"] = user.Email,
                ["Password"] = "Correct-Horse-7-Battery",
                ["Role"] = "Viewer",
                ["Team"] = "Sales",
            },
            cancellationToken
        );

    public async Task DeactivateAsync(DemoUser user, CancellationToken cancellationToken) =>
        await ChangeAsync(user, "deactivate", cancellationToken);

    public async Task ReactivateAsync(DemoUser user, CancellationToken cancellationToken) =>
        await ChangeAsync(user, "reactivate", cancellationToken);

    /// <summary>Reads what the instance itself counted since it started.</summary>
    public async Task<TrackingCounts> ReadTrackingAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<TrackingCounts>("/tracking", cancellationToken))!;

    public void Dispose() => _http.Dispose();

    private async Task ChangeAsync(DemoUser user, string verb, CancellationToken cancellationToken)
    {
        var page = await _http.GetStringAsync("/users", cancellationToken);
        var row = Find(page, $"<[^>]*data-user-name=\"{Regex.Escape(user.UserName)}\"[^>]*>", "user row");
        var id = Find(row.Value, "data-user-id=\"(?<value>[^\"]+)\"", "user id").Groups["value"].Value;
        if (!await PostAsync("/users", $"/users/{id}/{verb}", [], cancellationToken))
        {
            throw new DemoFaultException($"The application refused to {verb} a user.");
        }
    }

    private async Task<bool> PostAsync(
        string formPage,
        string action,
        Dictionary<string, string> fields,
        CancellationToken cancellationToken
    )
    {
        var page = await _http.GetStringAsync(formPage, cancellationToken);
        var token = Find(
            page,
            "name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"",
            "antiforgery token"
        );
        fields["__RequestVerificationToken"] = token.Groups["value"].Value;
        using var form = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(new Uri(action, UriKind.Relative), form, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.Redirect or HttpStatusCode.SeeOther => true,
            HttpStatusCode.OK => false,
            _ => throw new DemoFaultException($"{action} answered {(int)response.StatusCode}."),
        };
    }

    private static Match Find(string text, string pattern, string what)
    {
        var match = Regex.Match(text, pattern, RegexOptions.ExplicitCapture, MatchTimeout);
        return match.Success ? match : throw new DemoFaultException($"A page of the application has no {what}.");
    }
}
