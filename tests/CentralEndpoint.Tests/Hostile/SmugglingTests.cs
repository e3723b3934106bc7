using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>
/// Where a request ends is not for its sender to make doubtful: a proxy and the endpoint that disagree would let one sender's bytes
/// be the start of another's request.
/// </summary>
[TestClass]
public sealed class SmugglingTests : EndpointTest
{
    public static IEnumerable<object[]> Doubtful =>
        SmugglingShapes.Doubtful.Keys.Select(static name => new object[] { name });

    public static IEnumerable<object[]> Answered =>
        SmugglingShapes.Answered.Keys.Select(static name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Doubtful))]
    public async Task A_doubtful_request_is_refused_and_the_connection_closed(string shape)
    {
        var sender = await Host.AddSenderAsync();
        var (hidden, request) = SmugglingShapes.Doubtful[shape].Around(sender);

        var answers = await RawConnection.ExchangeAsync(Host, request + hidden);

        // Closing on bytes that it has not read, the endpoint may take its answer back.
        Assert.IsLessThanOrEqualTo(1, answers.Count);
        // HTTP has 505 for a version that is none.
        Assert.IsTrue(answers.All(static answer => answer.Status is (>= 400 and < 500) or 505), Told(answers));
        await AssertUntouchedAsync(sender);
    }

    [TestMethod]
    [DynamicData(nameof(Answered))]
    public async Task What_a_body_holds_is_never_a_request(string shape)
    {
        var sender = await Host.AddSenderAsync();
        var (_, request) = SmugglingShapes.Answered[shape].Around(sender);

        var answers = await RawConnection.ExchangeAsync(Host, request);

        Assert.HasCount(1, answers, Told(answers));
        Assert.IsInRange(400, 499, answers[0].Status);
        await AssertUntouchedAsync(sender);
    }

    [TestMethod]
    [DataRow("Content-Length: {0}\r\nTransfer-Encoding: chunked", DisplayName = "a length over all, and chunks")]
    [DataRow("Transfer-Encoding: chunked\r\nContent-Length: 3", DisplayName = "chunks, and a length over a part")]
    public async Task Where_both_length_and_chunks_are_told_nothing_is_read_behind_the_chunks(string headers)
    {
        var sender = await Host.AddSenderAsync();
        var hidden = RawRequest.Post(sender, $"[{sender.Activity().ToJsonString()}]");
        var body = RawRequest.Chunk("[]") + RawRequest.LastChunk + hidden;
        var told = headers.Replace("{0}", $"{body.Length}", StringComparison.Ordinal);

        var answers = await RawConnection.ExchangeAsync(Host, RawRequest.Head(sender, told) + body);

        // RFC 9112, 6.1: refused, or taken by the chunks alone; closed in either case.
        Assert.HasCount(1, answers);
        Assert.IsTrue(answers[0].Status is 200 or 400, Told(answers));
        Assert.AreEqual("close", answers[0].Header("Connection"));
        await AssertUntouchedAsync(sender);
    }

    [TestMethod]
    public async Task A_length_with_a_plus_is_refused_or_the_number_that_it_is()
    {
        var sender = await Host.AddSenderAsync();
        var next = RawRequest.Post(sender, "[]");

        var answers = await RawConnection.ExchangeAsync(
            Host,
            RawRequest.Head(sender, "Content-Length: +2") + "[]" + next
        );

        // The server took it as 2 until dotnet/aspnetcore #67635, and an application cannot see how it was written.
        Assert.IsTrue(Told(answers) is "400" or "200 200", Told(answers));
    }

    [TestMethod]
    public async Task Two_requests_in_one_write_are_two()
    {
        var sender = await Host.AddSenderAsync();
        var first = RawRequest.Post(sender, $"[{sender.Activity().ToJsonString()}]");
        var second = RawRequest.Post(sender, $"[{sender.Activity().ToJsonString()}]");

        var answers = await RawConnection.ExchangeAsync(Host, first + second);

        Assert.AreEqual("200 200", Told(answers));
        Assert.AreEqual(2, Stored.Count(Host, "activity", sender.Instance));
    }

    private static async Task AssertUntouchedAsync(Sender sender)
    {
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        Assert.DoesNotContain(static record => record.Level >= LogLevel.Warning, Host.Logs.GetSnapshot());
    }

    private static string Told(IReadOnlyList<RawAnswer> answers) =>
        string.Join(' ', answers.Select(static answer => answer.Status));
}
