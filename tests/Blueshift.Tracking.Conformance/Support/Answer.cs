using System.Net;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>What the endpoint answered.</summary>
internal sealed class Answer
{
    private const string ProblemBase = "https://blueshift.one/tracking/problems/";

    private Answer(HttpResponseMessage response, string text)
    {
        Status = response.StatusCode;
        Text = text;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(
                static header => header.Key,
                static header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase
            );
    }

    public HttpStatusCode Status { get; }

    public string Text { get; }

    public string? MediaType { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string[] Ids => [.. Json["results"]!.AsArray().Select(static result => (string)result!["id"]!)];

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsStringAsync());

    /// <summary>Asserts the verdicts as words, such as <c>accepted</c> and <c>rejected invalid-field</c>.</summary>
    public void AssertVerdicts(params string[] expected) => Assert.AreSequenceEqual(expected, Verdicts());

    public string[] Verdicts()
    {
        AssertBody(HttpStatusCode.OK, "application/json", AnswerSchemas.Verdicts);
        return
        [
            .. Json["results"]!.AsArray().Select(static result => $"{result!["status"]} {result["reason"]}".TrimEnd()),
        ];
    }

    public void AssertProblem(HttpStatusCode status, string name)
    {
        AssertBody(status, "application/problem+json", AnswerSchemas.Problem);
        Assert.AreEqual(ProblemBase + name, (string?)Json["type"]);
        Assert.IsTrue(
            Json["status"] is null || (int?)Json["status"] == (int)status,
            "The document has another status."
        );
    }

    public void AssertHeartbeat() => AssertBody(HttpStatusCode.OK, "application/json", AnswerSchemas.Heartbeat);

    private void AssertBody(HttpStatusCode status, string mediaType, ContractSchema schema)
    {
        Assert.AreEqual(status, Status, Text);
        Assert.AreEqual(mediaType, MediaType?.ToLowerInvariant());
        Assert.IsFalse(Headers.ContainsKey("Content-Encoding"), "The client does not decompress.");
        Assert.Contains("no-store", Headers.GetValueOrDefault("Cache-Control", ""));
        Assert.IsEmpty(schema.Faults(Text));
    }
}
