using System.Net;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.PublicPages;

/// <summary>Fills the contact form in as somebody does who takes their time.</summary>
internal static class ContactRun
{
    public static readonly (string Name, string Value)[] Fields =
    [
        ("kind", "access"),
        ("name", "Zoë Nguyen"),
        ("email", "zoe@customer.example"),
        ("phone", ""),
        ("message", "What do you hold about me?"),
    ];

    /// <summary>Gives the fields with others in place of some.</summary>
    public static (string Name, string Value)[] With(params (string Name, string Value)[] others) =>
        [.. Fields.Where(field => !Array.Exists(others, other => other.Name == field.Name)), .. others];

    public static async Task<Answer> GetAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative));
        return await Answer.OfAsync(response);
    }

    public static async Task<string> TokenAsync(HttpClient client)
    {
        const string before = $"name=\"{ContactTokens.Field}\" value=\"";
        var html = (await GetAsync(client, ContactRoutes.Contact)).Text;
        var start = html.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.IsGreaterThanOrEqualTo(before.Length, start);
        return html[start..html.IndexOf('"', start)];
    }

    public static async Task<Answer> PostAsync(HttpClient client, params (string Name, string Value)[] fields)
    {
        using var response = await Form.PostAsync(client, ContactRoutes.Contact, fields);
        return await Answer.OfAsync(response);
    }

    /// <summary>Opens the page, waits, and posts.</summary>
    public static async Task<Answer> SendAsync(
        this CentralEndpointHost host,
        HttpClient client,
        params (string Name, string Value)[] fields
    )
    {
        var token = await TokenAsync(client);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return await PostAsync(client, [(ContactTokens.Field, token), .. fields]);
    }

    public static void AssertSent(this Answer answer, long number)
    {
        Assert.AreEqual(HttpStatusCode.Redirect, answer.Status, answer.Text);
        Assert.AreEqual($"{ContactRoutes.Sent}?number={number}", answer.Headers["Location"]);
    }
}
