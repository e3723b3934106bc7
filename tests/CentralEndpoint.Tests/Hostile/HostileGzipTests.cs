using System.IO.Compression;
using System.Net;
using System.Text;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>What is said to be gzip and is too much, in parts, in layers or something else.</summary>
[TestClass]
public sealed class HostileGzipTests : EndpointTest
{
    private const int Members = 700;
    private const int Megabyte = 1024 * 1024;

    // Twice what a request may hold, on the wire and inflated, and what client and server need besides.
    private const long MostAllocatedBytes = 16 * Megabyte;

    [TestMethod]
    public async Task A_bomb_of_hundreds_of_megabytes_is_413_in_bounded_memory()
    {
        var sender = await Host.AddSenderAsync();
        var member = Sender.Gzip(new byte[Megabyte]);
        byte[][] bombs =
        [
            Smallest(new byte[128 * Megabyte]),
            [.. Enumerable.Repeat(member, Members * 1000 / member.Length).SelectMany(static bytes => bytes)],
            [.. Smallest([.. "["u8, .. Enumerable.Repeat((byte)' ', 64 * Megabyte)])],
        ];
        // The first request pays for what every later one shares.
        await sender.PostGzipAsync(Sender.Gzip("[]"u8.ToArray()));

        foreach (var bomb in bombs)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var answer = await sender.PostGzipAsync(bomb);
            var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

            Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, answer.Status);
            Contract.AssertProblem(answer, $"a bomb of {bomb.Length} bytes");
            Assert.IsLessThan(MostAllocatedBytes, allocated, $"a bomb of {bomb.Length} bytes");
        }

        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task Many_bombs_at_once_are_413_and_a_good_batch_among_them_is_taken()
    {
        var sender = await Host.AddSenderAsync();
        var bomb = Smallest(new byte[64 * Megabyte]);

        var bombs = Enumerable.Range(0, 16).Select(_ => sender.PostGzipAsync(bomb)).ToList();
        var good = await sender.PostAsync(sender.Activity());

        good.AssertVerdicts("accepted");
        foreach (var answer in await Task.WhenAll(bombs))
        {
            Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        }
    }

    [TestMethod]
    public async Task Several_members_are_taken_whole_or_not_at_all()
    {
        var sender = await Host.AddSenderAsync();
        var activities = new[] { sender.Activity().ToJsonString(), sender.Activity().ToJsonString() };
        byte[] members = [.. Zip($"[{activities[0]},"), .. Zip($"{activities[1]}]")];
        byte[] afterEmpty = [.. Zip(""), .. Zip($"[{activities[0]},{activities[1]}]")];

        foreach (var body in new[] { members, afterEmpty })
        {
            var answer = await sender.PostGzipAsync(body);

            var stored = Stored.Count(Host, "activity", sender.Instance);
            if (answer.Status == HttpStatusCode.OK)
            {
                Assert.HasCount(2, answer.Verdicts());
                Assert.AreEqual(2, stored);
            }
            else
            {
                AssertMalformed(answer, "several members");
                Assert.AreEqual(0, stored);
            }
        }
    }

    [TestMethod]
    [DataRow("two batches in two members")]
    [DataRow("a batch, and a member cut off")]
    [DataRow("a batch, and the start of a member")]
    [DataRow("a batch, and a member that is broken")]
    [DataRow("a batch, and a batch as it is")]
    [DataRow("wrong length")]
    [DataRow("without a trailer")]
    [DataRow("the header alone")]
    [DataRow("a reserved block type")]
    [DataRow("a compression method that is none")]
    [DataRow("gzip in gzip")]
    [DataRow("zlib")]
    [DataRow("deflate")]
    [DataRow("brotli")]
    public async Task What_is_no_single_whole_gzip_batch_is_400_and_nothing_is_stored(string how)
    {
        var sender = await Host.AddSenderAsync();
        var good = Encoding.UTF8.GetBytes($"[{sender.Activity().ToJsonString()}]");
        var zipped = Sender.Gzip(good);
        var other = Zip($"[{sender.Activity().ToJsonString()}]");

        var answer = await sender.PostGzipAsync(Broken(how, good, zipped, other));

        AssertMalformed(answer, how);
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
        (await sender.PostGzipAsync(zipped)).AssertVerdicts("accepted");
    }

    [TestMethod]
    [DataRow("x-gzip")]
    [DataRow("compress")]
    [DataRow("*")]
    [DataRow("gzip;q=1")]
    [DataRow("\"gzip\"")]
    [DataRow("gzip,")]
    [DataRow("gzip, identity")]
    [DataRow("identity, gzip")]
    [DataRow("aws-chunked")]
    [DataRow("")]
    [DataRow("gzip\r\nContent-Encoding: gzip", DisplayName = "two headers")]
    [DataRow("gzip\r\nContent-Encoding: identity", DisplayName = "two headers that differ")]
    public async Task A_coding_that_is_not_exactly_gzip_is_415_on_both_routes(string coding)
    {
        var sender = await Host.AddSenderAsync();
        var body = RawRequest.Text(Zip($"[{sender.Activity().ToJsonString()}]"));
        string[] headers =
        [
            "Host: localhost",
            RawRequest.Bearer(sender),
            $"Content-Encoding: {coding}",
            RawRequest.Length(body),
        ];

        foreach (
            var (path, type) in new[]
            {
                ("activities", RawRequest.BatchType),
                ("heartbeat", "Content-Type: application/json"),
            }
        )
        {
            var request = RawRequest.HeadOf($"POST /v1/{path} HTTP/1.1", [.. headers, type]) + body;
            var answer = (await RawConnection.ExchangeAsync(Host, request)).Single();

            Assert.AreEqual(415, answer.Status, path);
            Assert.AreEqual("gzip", answer.Header("Accept-Encoding"), path);
            Assert.Contains("unsupported-encoding", answer.Body, path);
        }

        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task The_name_of_the_coding_may_be_in_any_case()
    {
        var sender = await Host.AddSenderAsync();
        var body = RawRequest.Text(Zip($"[{sender.Activity().ToJsonString()}]"));

        var request = RawRequest.Head(sender, "Content-Encoding: GZip", RawRequest.Length(body)) + body;

        Assert.AreEqual(200, (await RawConnection.ExchangeAsync(Host, request)).Single().Status);
        Assert.AreEqual(1, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task A_heartbeat_is_held_to_the_same()
    {
        var sender = await Host.AddSenderAsync();
        var good = Encoding.UTF8.GetBytes(Beat.Of(sender.Instance).ToJsonString());
        var zipped = Sender.Gzip(good);

        var bomb = await BeatGzipAsync(sender, Smallest(new byte[16 * Megabyte]));
        var cut = await BeatGzipAsync(sender, zipped[..^5]);
        var twice = await BeatGzipAsync(sender, [.. zipped, .. zipped]);

        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, bomb.Status);
        Assert.AreEqual(HttpStatusCode.BadRequest, cut.Status);
        Assert.AreEqual(HttpStatusCode.BadRequest, twice.Status);
        Assert.AreEqual(0, Stored.Count(Host, "heartbeat", sender.Instance));
        Assert.AreEqual(HttpStatusCode.OK, (await BeatGzipAsync(sender, zipped)).Status);
    }

    private static byte[] Broken(string how, byte[] good, byte[] zipped, byte[] other) =>
        how switch
        {
            "two batches in two members" => [.. zipped, .. other],
            "a batch, and a member cut off" => [.. zipped, .. other[..^9]],
            "a batch, and the start of a member" => [.. zipped, .. other[..5]],
            "a batch, and a member that is broken" => [.. zipped, .. other[..20], 0xFF, .. other[21..]],
            "a batch, and a batch as it is" => [.. zipped, .. good],
            "wrong length" => [.. zipped[..^1], (byte)(zipped[^1] ^ 0x80)],
            "without a trailer" => zipped[..^8],
            "the header alone" => zipped[..10],
            "a reserved block type" => [.. zipped[..10], 0x07, .. zipped[11..]],
            "a compression method that is none" => [.. zipped[..2], 0x07, .. zipped[3..]],
            "gzip in gzip" => Sender.Gzip(zipped),
            "zlib" => Written(good, static stream => new ZLibStream(stream, CompressionLevel.Fastest)),
            "deflate" => Written(good, static stream => new DeflateStream(stream, CompressionLevel.Fastest)),
            _ => Written(good, static stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        };

    private static Task<Answer> BeatGzipAsync(Sender sender, byte[] compressed) =>
        sender.BeatAsync(compressed, static request => request.Content!.Headers.ContentEncoding.Add("gzip"));

    private static byte[] Zip(string text) => Sender.Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Smallest(byte[] content) =>
        Written(content, static stream => new GZipStream(stream, CompressionLevel.SmallestSize));

    private static byte[] Written(byte[] content, Func<Stream, Stream> compress)
    {
        using var written = new MemoryStream();
        using (var compressing = compress(written))
        {
            compressing.Write(content);
        }

        return written.ToArray();
    }

    private static void AssertMalformed(Answer answer, string context)
    {
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status, context);
        Contract.AssertProblem(answer, context);
    }
}
