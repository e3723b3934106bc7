using System.Net;
using System.Text.RegularExpressions;

namespace TenantApp.Tests.Support;

/// <summary>Uses the application as a person does: opens a page, fills in its form, sends it.</summary>
internal sealed partial class Browser(HttpClient client) : IDisposable
{
    public HttpClient Client => client;

    public void Dispose() => client.Dispose();

    public async Task<Page> GetAsync(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await Page.ReadAsync(response);
    }

    /// <summary>Sends a form with the antiforgery token of the page that holds it.</summary>
    public async Task<Page> SubmitAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var form = await GetAsync(page);
        return await PostAsync(action, [.. fields, (Page.TokenField, form.AntiforgeryToken)]);
    }

    public async Task<Page> PostAsync(string action, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await client.PostAsync(new Uri(action, UriKind.Relative), content);
        return await Page.ReadAsync(response);
    }

    public Task<Page> TrySignInAsync(string userName, string password) =>
        SubmitAsync("/account/signin", "/account/signin", ("UserName", userName), ("Password", password));

    public async Task<Browser> SignInAsync(string userName, string password)
    {
        var page = await TrySignInAsync(userName, password);
        Assert.AreEqual(HttpStatusCode.Redirect, page.Status, "The sign-in did not succeed.");
        return this;
    }

    public Task<Page> CreateUserAsync(Person person) => SubmitAsync("/users/create", "/users/create", person.Fields());

    public async Task<string> IdOfAsync(string userName)
    {
        var users = await GetAsync("/users");
        return Row().Matches(users.Text).Single(row => Named(row, userName)).Groups["id"].Value;
    }

    public async Task<Page> ChangeStateAsync(string userName, string action) =>
        await SubmitAsync("/users", $"/users/{await IdOfAsync(userName)}/{action}");

    private static bool Named(Match row, string userName) =>
        string.Equals(row.Groups["name"].Value, userName, StringComparison.Ordinal);

    [GeneratedRegex(
        "data-user-id=\"(?<id>[^\"]+)\" data-user-name=\"(?<name>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Row();
}
