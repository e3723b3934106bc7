using System.Net;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Support;

/// <summary>What the endpoint answered.</summary>
internal sealed record Answer(
    HttpStatusCode Status,
    string? MediaType,
    string Text,
    IReadOnlyDictionary<string, string> Headers
)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonArray Results => Json["results"]!.AsArray();

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            );
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            headers
        );
    }

    /// <summary>Gives the verdicts as text, such as <c>rejected invalid-field /data/email</c>.</summary>
    public string[] Verdicts()
    {
        Assert.AreEqual(HttpStatusCode.OK, Status, Text);
        Assert.AreEqual("application/json", MediaType);
        return [.. Results.Select(static result => string.Join(' ', Words(result!)))];
    }

    public void AssertVerdicts(params string[] expected) => Assert.AreSequenceEqual(expected, Verdicts());

    public void AssertProblem(HttpStatusCode status, string name, string title, string detail)
    {
        Assert.AreEqual(status, Status, Text);
        Assert.AreEqual("application/problem+json", MediaType);
        Assert.AreEqual("no-store", Headers["Cache-Control"]);
        Assert.AreEqual(The.ProblemBase + name, (string?)Json["type"]);
        Assert.AreEqual(title, (string?)Json["title"]);
        Assert.AreEqual((int)status, (int?)Json["status"]);
        Assert.AreEqual(detail, (string?)Json["detail"]);
    }

    private static IEnumerable<string> Words(JsonNode result) =>
        result.AsObject().Where(static member => member.Key != "id").Select(static member => member.Value!.ToString());
}
