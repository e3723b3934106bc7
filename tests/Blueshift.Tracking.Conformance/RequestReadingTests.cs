using System.Net;
using System.Text;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Strict reading, the first step: what is wrong with a request is refused as a whole, and nothing is stored.</summary>
[TestClass]
public sealed class RequestReadingTests : ConformanceTest
{
    private const string Id = "\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\"";

    [TestMethod]
    public async Task An_empty_array_is_answered_with_empty_results() =>
        (await Sender.PostBodyAsync("[]")).AssertVerdicts();

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("[", DisplayName = "an open array")]
    [DataRow("[] []", DisplayName = "two documents")]
    [DataRow("[{" + Id + "},]", DisplayName = "a trailing comma")]
    [DataRow("[{" + Id + "} /* why */]", DisplayName = "a comment")]
    [DataRow("[{" + Id + "," + Id + "}]", DisplayName = "an attribute twice")]
    [DataRow("[{" + Id + ",\"data\":{\"email\":\"\",\"email\":\"\"}}]", DisplayName = "a data member twice")]
    [DataRow("[{" + Id + ",\"data\":{\"email\":\"\",\"em\\u0061il\":\"\"}}]", DisplayName = "twice, once escaped")]
    [DataRow("[{" + Id + ",\"data\":{\"x\":[{}]}}]", DisplayName = "five levels")]
    [DataRow("[NaN]", DisplayName = "no number")]
    [DataRow("{}", DisplayName = "an object")]
    [DataRow("null", DisplayName = "null")]
    [DataRow("\"[]\"", DisplayName = "a string")]
    public async Task A_body_that_is_no_array_in_strict_JSON_is_400(string body) =>
        (await Sender.PostBodyAsync(body)).AssertProblem(HttpStatusCode.BadRequest, "malformed-batch");

    [TestMethod]
    public async Task A_body_that_is_not_UTF_8_is_400()
    {
        byte[] latin = [.. "[{\"x\":\""u8, 0xE9, .. "\"}]"u8];

        (await Sender.PostBodyAsync(latin)).AssertProblem(HttpStatusCode.BadRequest, "malformed-batch");
        (await Sender.PostBodyAsync(Encoding.Unicode.GetBytes("[]"))).AssertProblem(
            HttpStatusCode.BadRequest,
            "malformed-batch"
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
        var good = Sender.Activity();

        var answer = await Sender.PostAsync(good, element);

        answer.AssertProblem(HttpStatusCode.BadRequest, "malformed-batch");
        Assert.AreEqual(1, (int?)answer.Json["index"]);
        await AssertNotStoredAsync(good);
    }

    [TestMethod]
    [DataRow("application/cloudevents-batch+json")]
    [DataRow("Application/CloudEvents-Batch+JSON; charset=UTF-8")]
    public async Task The_media_type_of_a_batch_is_taken(string contentType) =>
        (await PostAsync(contentType)).AssertVerdicts();

    [TestMethod]
    [DataRow(null)]
    [DataRow("application/json")]
    [DataRow("application/cloudevents+json")]
    [DataRow("application/cloudevents-batch+json; charset=iso-8859-1")]
    [DataRow("nonsense")]
    public async Task Another_media_type_is_415(string? contentType) =>
        (await PostAsync(contentType)).AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [TestMethod]
    [DataRow("zstd")]
    [DataRow("deflate")]
    [DataRow("gzip, gzip")]
    public async Task Another_content_encoding_is_415_and_says_which_is_taken(string encoding)
    {
        var answer = await Sender.PostBodyAsync(
            "[]"u8.ToArray(),
            request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding)
        );

        answer.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-encoding");
        Assert.Contains("gzip", answer.Headers.GetValueOrDefault("Accept-Encoding", ""));
    }

    [TestMethod]
    public async Task A_gzip_batch_is_taken() =>
        (await Sender.PostGzipAsync(GzippedBatch(Sender.Activity()))).AssertVerdicts("accepted");

    [TestMethod]
    [DataRow("empty")]
    [DataRow("not gzip")]
    [DataRow("cut in the content")]
    [DataRow("cut in the trailer")]
    [DataRow("wrong checksum")]
    [DataRow("bytes after the end")]
    public async Task Broken_gzip_is_400_and_nothing_is_stored(string how)
    {
        var activity = Sender.Activity();
        var good = GzippedBatch(activity);
        byte[] broken = how switch
        {
            "empty" => [],
            "not gzip" => "[]"u8.ToArray(),
            "cut in the content" => good[..(good.Length / 2)],
            "cut in the trailer" => good[..^3],
            "wrong checksum" => [.. good[..^8], (byte)(good[^8] ^ 1), .. good[^7..]],
            _ => [.. good, 1, 2, 3, 4, 5],
        };

        var answer = await Sender.PostGzipAsync(broken);

        answer.AssertProblem(HttpStatusCode.BadRequest, "malformed-batch");
        await AssertNotStoredAsync(activity);
    }

    [TestMethod]
    public async Task A_chunked_body_over_HTTP_1_is_taken()
    {
        var answer = await Sender.PostBodyAsync(
            "[]"u8.ToArray(),
            static request =>
            {
                request.Version = HttpVersion.Version11;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                request.Headers.TransferEncodingChunked = true;
            }
        );

        answer.AssertVerdicts();
    }

    [TestMethod]
    public async Task HTTP_2_is_taken_where_it_is_negotiated()
    {
        var answer = await Sender.PostBodyAsync(
            "[]"u8.ToArray(),
            static request =>
            {
                request.Version = HttpVersion.Version20;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            }
        );

        answer.AssertVerdicts();
    }

    [TestMethod]
    [DataRow("GET")]
    [DataRow("PUT")]
    [DataRow("DELETE")]
    public async Task Another_method_is_405(string method)
    {
        var answer = await Sender.PostBodyAsync([], request => request.Method = new HttpMethod(method));

        answer.AssertProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    private static byte[] GzippedBatch(string activity) => Sender.Gzip(Encoding.UTF8.GetBytes($"[{activity}]"));

    private static Task<Answer> PostAsync(string? contentType) =>
        Sender.PostBodyAsync(
            "[]"u8.ToArray(),
            request =>
            {
                request.Content!.Headers.ContentType = null;
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        );
}
