using System.Net;
using System.Text.RegularExpressions;

namespace TenantApp.Tests.Support;

/// <summary>Is an answer of the application, read to its end.</summary>
internal sealed partial class Page
{
    public const string TokenField = "__RequestVerificationToken";

    private Page(HttpResponseMessage response, string text)
    {
        Status = response.StatusCode;
        Location = response.Headers.Location?.OriginalString;
        Cookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        Headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Text = text;
    }

    public HttpStatusCode Status { get; }

    public string? Location { get; }

    public IReadOnlyList<string> Cookies { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Text { get; }

    public string AntiforgeryToken => Token().Match(Text).Groups["token"].Value;

    /// <summary>Gets the text of the element with <c>role="alert"</c>, decoded; empty if there is none.</summary>
    public string Alert =>
        WebUtility.HtmlDecode(
            string.Join('\n', AlertItem().Matches(AlertElement().Match(Text).Value).Select(m => m.Groups["item"].Value))
        );

    public static async Task<Page> ReadAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsStringAsync());

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Token();

    [GeneratedRegex("role=\"alert\".*?</div>", RegexOptions.Singleline, 1000)]
    private static partial Regex AlertElement();

    [GeneratedRegex("<li>(?<item>[^<]*)</li>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertItem();
}
