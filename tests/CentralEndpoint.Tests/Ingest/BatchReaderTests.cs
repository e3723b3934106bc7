using System.Net;
using System.Text;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

[TestClass]
public sealed class BatchReaderTests : EndpointTest
{
    private const string NotStrict =
        "The body is not strict JSON: no duplicate members, comments or trailing commas, and at most four levels.";
    private const string NotAnActivity =
        "The element at this index is not an object, or its id is not a lower-case UUID.";
    private const string Id = "\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\"";

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("[", DisplayName = "an open array")]
    [DataRow("[] []", DisplayName = "two documents")]
    [DataRow("[{" + Id + "},]", DisplayName = "a trailing comma")]
    [DataRow("[{" + Id + "} /* why */]", DisplayName = "a comment")]
    [DataRow("[{" + Id + "," + Id + "}]", DisplayName = "an attribute twice")]
    [DataRow("[{" + Id + ",\"data\":{\"email\":\"\",\"email\":\"\"}}]", DisplayName = "a data member twice")]
    [DataRow(
        "[{" + Id + ",\"data\":{\"email\":\"\",\"em\\u0061il\":\"\"}}]",
        DisplayName = "a data member twice, once escaped"
    )]
    [DataRow("[{" + Id + ",\"data\":{\"x\":[{}]}}]", DisplayName = "five levels")]
    [DataRow("[{" + Id + ",\"\\ud800\":1}]", DisplayName = "half a surrogate pair as a name")]
    [DataRow("[NaN]", DisplayName = "no number")]
    public async Task A_body_that_is_not_strict_JSON_is_400(string body) =>
        AssertMalformed(await PostAsync(body), NotStrict);

    [TestMethod]
    [DataRow("{}")]
    [DataRow("null")]
    [DataRow("\"[]\"")]
    public async Task A_body_that_is_no_array_is_400(string body) =>
        AssertMalformed(await PostAsync(body), "The body is not a JSON array.");

    [TestMethod]
    public async Task A_body_that_is_not_UTF_8_is_400()
    {
        var sender = await Host.AddSenderAsync();
        byte[] latin = [.. "[{\"x\":\""u8, 0xE9, .. "\"}]"u8];

        AssertMalformed(await sender.PostAsync(latin), "The body is not UTF-8.");
        AssertMalformed(
            await sender.PostAsync(Encoding.Unicode.GetBytes("[\uFFFD\uD800\uDC00]")),
            "The body is not UTF-8."
        );
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"id\":7}")]
    [DataRow("{\"id\":null}")]
    [DataRow("{\"id\":\"\"}")]
    [DataRow("{\"id\":\"\\ud800\"}")]
    [DataRow("{\"id\":\"019AB3F2-7C41-7D0E-9B1A-5C2F8E4A6D10\"}")]
    [DataRow("{\"id\":\"019ab3f27c417d0e9b1a5c2f8e4a6d10\"}")]
    [DataRow("{\"id\":\"{019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10}\"}")]
    [DataRow("{\"id\":\" 019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\"}")]
    public async Task An_element_without_an_id_is_400_with_its_index_and_nothing_is_stored(string element)
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.PostAsync($"[{sender.Activity().ToJsonString()},{element}]");

        AssertMalformed(answer, NotAnActivity);
        Assert.AreEqual(1, (int?)answer.Json["index"]);
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task Four_levels_and_unknown_attributes_of_any_kind_are_read()
    {
        var sender = await Host.AddSenderAsync();
        var activity = sender.Activity().ToJsonString();
        var extended = activity[..^1] + ",\"traceparent\":\"00-1\",\"extra\":{\"x\":[1,2]},\"none\":null}";

        var answer = await sender.PostAsync($"[{extended}]");

        answer.AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task Any_valid_escaping_is_read_as_the_same_text()
    {
        var sender = await Host.AddSenderAsync();
        var escaped = sender
            .Activity()
            .ToJsonString()
            .Replace("\"addition\"", "\"\\u0061dd\\u0069tion\"", StringComparison.Ordinal);

        var answer = await sender.PostAsync($"[{escaped}]");

        answer.AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task An_empty_array_is_answered_with_empty_results()
    {
        var answer = await PostAsync("[]");

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual("application/json", answer.MediaType);
        Assert.AreEqual("no-store", answer.Headers["Cache-Control"]);
        Assert.AreEqual("{\"results\":[]}", answer.Text);
    }

    private static async Task<Answer> PostAsync(string body) => await (await Host.AddSenderAsync()).PostAsync(body);

    private static void AssertMalformed(Answer answer, string detail) =>
        answer.AssertProblem(HttpStatusCode.BadRequest, "malformed-batch", "The batch cannot be read.", detail);
}
