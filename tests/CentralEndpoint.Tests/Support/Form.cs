using CentralEndpoint.Access;

namespace CentralEndpoint.Tests.Support;

/// <summary>Sends a form as a browser does: it opens the page, and posts the fields with the token that stands there.</summary>
internal static class Form
{
    /// <param name="client">Is signed in.</param>
    /// <param name="page">The page with the form.</param>
    /// <param name="action">Where the form is posted to.</param>
    /// <param name="fields">What is filled in.</param>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var token = await TokenAsync(client, page);
        return await PostAsync(client, action, [(FormTokens.Field, token), .. fields]);
    }

    /// <summary>Posts fields, and nothing but them.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent(
            fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))
        );
        return await client.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    /// <summary>Reads the token of the session from a page.</summary>
    public static async Task<string> TokenAsync(HttpClient client, string page)
    {
        const string before = $"name=\"{FormTokens.Field}\" value=\"";
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        var start = html.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.IsGreaterThanOrEqualTo(before.Length, start, "The page has no form with a token.");
        return html[start..html.IndexOf('"', start)];
    }
}
