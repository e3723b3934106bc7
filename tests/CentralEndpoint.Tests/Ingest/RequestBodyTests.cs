using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

[TestClass]
public sealed class RequestBodyTests : EndpointTest
{
    private const int MaxBytes = 256 * 1024;
    private const string TooLarge = "The batch is too large.";
    private const string TooLargeDetail = "Nothing was stored. Send fewer activities at a time.";

    [TestMethod]
    [DataRow("application/cloudevents-batch+json")]
    [DataRow("Application/CloudEvents-Batch+JSON; charset=UTF-8")]
    public async Task The_media_type_of_a_batch_is_taken(string contentType)
    {
        var answer = await PostAsync("[]"u8.ToArray(), contentType);

        Assert.IsEmpty(answer.Verdicts());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("application/json")]
    [DataRow("application/cloudevents+json")]
    [DataRow("application/cloudevents-batch+json; charset=iso-8859-1")]
    [DataRow("nonsense")]
    public async Task Another_media_type_is_415(string? contentType)
    {
        var answer = await PostAsync("[]"u8.ToArray(), contentType);

        answer.AssertProblem(
            HttpStatusCode.UnsupportedMediaType,
            "unsupported-media-type",
            "The media type is not supported.",
            "Send application/cloudevents-batch+json in UTF-8."
        );
        Assert.IsFalse(answer.Headers.ContainsKey("Accept-Encoding"));
    }

    [TestMethod]
    [DataRow("br")]
    [DataRow("zstd")]
    [DataRow("deflate")]
    [DataRow("identity")]
    [DataRow("gzip, gzip")]
    public async Task Another_content_encoding_is_415_and_names_gzip(string encoding)
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.PostAsync(
            "[]"u8.ToArray(),
            request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding)
        );

        answer.AssertProblem(
            HttpStatusCode.UnsupportedMediaType,
            "unsupported-encoding",
            "The content encoding is not supported.",
            "Send gzip, or no content encoding."
        );
        Assert.AreEqual("gzip", answer.Headers["Accept-Encoding"]);
    }

    [TestMethod]
    public async Task A_gzip_batch_is_taken()
    {
        var sender = await Host.AddSenderAsync();
        var body = Encoding.UTF8.GetBytes($"[{sender.Activity().ToJsonString()}]");

        var answer = await sender.PostGzipAsync(Sender.Gzip(body));

        answer.AssertVerdicts("accepted");
    }

    [TestMethod]
    [DataRow("empty")]
    [DataRow("not gzip")]
    [DataRow("cut in the content")]
    [DataRow("cut in the trailer")]
    [DataRow("wrong checksum")]
    [DataRow("bytes after the end")]
    public async Task Broken_gzip_is_400_and_nothing_is_stored(string how)
    {
        var sender = await Host.AddSenderAsync();
        var good = Sender.Gzip(Encoding.UTF8.GetBytes($"[{sender.Activity().ToJsonString()}]"));
        byte[] broken = how switch
        {
            "empty" => [],
            "not gzip" => "[]"u8.ToArray(),
            "cut in the content" => good[..(good.Length / 2)],
            "cut in the trailer" => good[..^3],
            "wrong checksum" => [.. good[..^8], (byte)(good[^8] ^ 1), .. good[^7..]],
            _ => [.. good, 1, 2, 3, 4, 5],
        };

        var answer = await sender.PostGzipAsync(broken);

        answer.AssertProblem(
            HttpStatusCode.BadRequest,
            "malformed-batch",
            "The batch cannot be read.",
            "The body is not valid gzip."
        );
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task A_gzip_bomb_is_413()
    {
        var sender = await Host.AddSenderAsync();

        var answer = await sender.PostGzipAsync(Sender.Gzip(new byte[64 * 1024 * 1024]));

        AssertTooLarge(answer);
    }

    [TestMethod]
    public async Task More_than_256_KiB_before_compression_is_413_and_exactly_as_much_is_taken()
    {
        var sender = await Host.AddSenderAsync();
        var most = Encoding.ASCII.GetBytes("[" + new string(' ', MaxBytes - 2) + "]");
        byte[] more = [.. most, (byte)' '];

        Assert.IsEmpty((await sender.PostAsync(most)).Verdicts());
        Assert.IsEmpty((await sender.PostGzipAsync(Sender.Gzip(most))).Verdicts());
        AssertTooLarge(await sender.PostAsync(more));
        AssertTooLarge(await sender.PostGzipAsync(Sender.Gzip(more)));
    }

    [TestMethod]
    public async Task More_than_the_server_reads_from_the_wire_is_413_too()
    {
        var sender = await Host.AddSenderAsync();
        var noise = new byte[2 * 1024 * 1024];

        // Over HTTP/1.1 the connection is closed under the sender, who may miss the answer.
        var answer = await sender.PostAsync(
            noise,
            static request =>
            {
                request.Version = HttpVersion.Version20;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                request.Content!.Headers.ContentEncoding.Add("gzip");
            }
        );

        AssertTooLarge(answer);
    }

    [TestMethod]
    public async Task More_than_500_activities_are_413_and_500_are_taken()
    {
        var sender = await Host.AddSenderAsync();
        var most = Enumerable.Range(0, 500).Select(_ => sender.Activity()).ToArray();

        var taken = await sender.PostAsync([.. most]);
        var refused = await sender.PostAsync("[" + string.Join(',', Enumerable.Repeat("{}", 501)) + "]");

        Assert.AreEqual(500, taken.Verdicts().Count(static verdict => verdict == "accepted"));
        AssertTooLarge(refused);
    }

    [TestMethod]
    public async Task A_chunked_body_over_HTTP_1_and_HTTP_2_is_taken()
    {
        var sender = await Host.AddSenderAsync();
        foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
        {
            var answer = await sender.PostAsync(
                "[]"u8.ToArray(),
                request =>
                {
                    request.Version = version;
                    request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
                    request.Headers.TransferEncodingChunked = version == HttpVersion.Version11 ? true : null;
                }
            );

            Assert.IsEmpty(answer.Verdicts());
        }
    }

    private static async Task<Answer> PostAsync(byte[] body, string? contentType)
    {
        var sender = await Host.AddSenderAsync();
        return await sender.PostAsync(
            body,
            request =>
            {
                request.Content!.Headers.ContentType = null;
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        );
    }

    private static void AssertTooLarge(Answer answer)
    {
        answer.AssertProblem(HttpStatusCode.RequestEntityTooLarge, "too-large", TooLarge, TooLargeDetail);
        Assert.AreEqual(500, (int?)answer.Json["maxCount"]);
        Assert.AreEqual(MaxBytes, (int?)answer.Json["maxBytes"]);
    }
}
