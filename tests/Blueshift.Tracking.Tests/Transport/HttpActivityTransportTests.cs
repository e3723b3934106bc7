using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using RichardSzalay.MockHttp;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Sends through the library's own HttpClient and pipeline; only the socket is a mock.</summary>
[TestClass]
public sealed class HttpActivityTransportTests
{
    private const string Address = "https://tracking.vendor.example/base/v1/activities";

    private static readonly Guid Id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");
    private static readonly string Accepted = EndpointAnswers.Accepted(Id);

    private readonly MockHttpMessageHandler _http = new();
    private readonly ObservedTimeProvider _time = new();
    private readonly ChangingCredential _credential = new("first");

    [TestMethod]
    public async Task A_request_has_exactly_the_headers_of_the_contract()
    {
        HttpRequestMessage? seen = null;
        _http
            .When(HttpMethod.Post, Address)
            .With(request => (seen = request) is not null)
            .Respond("application/json", Accepted);

        var answer = await SendAsync();

        Assert.AreEqual(AnswerKind.Verdicts, answer.Kind);
        string[] names = ["Accept", "Authorization", "User-Agent"];
        Assert.AreSequenceEqual(names, seen!.Headers.Select(header => header.Key).Order());
        Assert.AreEqual("Content-Type", Assert.ContainsSingle(seen.Content!.Headers).Key);
        Assert.AreEqual("Bearer first", seen.Headers.Authorization!.ToString());
        Assert.StartsWith("Blueshift.Tracking/", seen.Headers.UserAgent.ToString());
        Assert.AreEqual(
            (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower),
            (seen.Version, seen.VersionPolicy)
        );
    }

    [TestMethod]
    public async Task Members_that_the_contract_does_not_know_are_passed_over()
    {
        var known = $"\"id\":\"{Id}\",\"status\":\"accepted\"";
        Respond(
            HttpStatusCode.OK,
            "application/json",
            $$"""{"note":{"a":[1]},"results":[{"pointer":"/data",{{known}},"reason":7,"retryAfter":"soon"}]}"""
        );

        var answer = await SendAsync();

        Assert.AreSequenceEqual([new Verdict(VerdictStatus.Accepted, null, null)], answer.Verdicts);
    }

    [TestMethod]
    public async Task Each_verdict_is_read_in_order()
    {
        Guid[] ids = [.. Enumerable.Range(1, 4).Select(number => new Guid(number, 0, 0, new byte[8]))];
        Respond(HttpStatusCode.OK, "application/json", EndpointAnswers.EachVerdict(ids));

        var answer = await SendAsync(ids);

        Assert.AreSequenceEqual(
            [
                new Verdict(VerdictStatus.Accepted, null, null),
                new Verdict(VerdictStatus.Duplicate, null, null),
                new Verdict(VerdictStatus.Rejected, "invalid-field", null),
                new Verdict(VerdictStatus.Deferred, null, TimeSpan.FromSeconds(30)),
            ],
            answer.Verdicts
        );
    }

    [TestMethod]
    [DataRow(200, "text/html", "<html>Sign in to the hotel network</html>", "HTTP 200 with text/html")]
    [DataRow(200, "Text/HTML", "", "HTTP 200 with text/html")]
    [DataRow(200, "application/amelia.nguyen", "", "HTTP 200 with another content type")]
    [DataRow(200, null, "", "HTTP 200 with no content type")]
    [DataRow(204, null, "", "HTTP 204 with no content type")]
    [DataRow(202, "application/json", "{\"results\":[]}", "HTTP 202 with application/json")]
    [DataRow(
        200,
        "application/json",
        "\0\u0001garbage",
        "HTTP 200 with application/json that is no answer to this batch"
    )]
    [DataRow(200, "application/json", "", "that is no answer to this batch")]
    [DataRow(200, "application/json", "[]", "that is no answer to this batch")]
    [DataRow(200, "application/json", "{\"results\":[]}", "that is no answer to this batch")]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d11\",\"status\":\"accepted\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"fine\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"rejected\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"},{}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"}]",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\",\"status\":\"rejected\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"\\ud800\",\"status\":\"accepted\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"}],\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\",\"note\":1,\"note\":2}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\",\"reason\":{\"a\":1,\"a\":2}}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"note\":1,\"note\":2,\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"}]}",
        "no answer to this batch"
    )]
    [DataRow(
        200,
        "application/json",
        "{\"results\":[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\",\"status\":\"accepted\"}]} {}",
        "no answer to this batch"
    )]
    public async Task Whatever_is_no_answer_of_the_contract_acknowledges_nothing(
        int status,
        string? mediaType,
        string body,
        string detail
    )
    {
        Respond((HttpStatusCode)status, mediaType, body);

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.NotOurEndpoint), (answer.Kind, answer.Fault));
        Assert.Contains(detail, answer.Detail);
        Assert.IsEmpty(answer.Verdicts);
        Assert.DoesNotContain("hotel", answer.Detail);
    }

    [TestMethod]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end()
    {
        Respond(HttpStatusCode.OK, "application/json", new string(' ', AnswerLimitHandler.MaxBytes + 1));

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.NotOurEndpoint), (answer.Kind, answer.Fault));
        Assert.AreEqual("HTTP 200 with a body of over 262144 bytes", answer.Detail);
    }

    [TestMethod]
    [DataRow(400, AnswerKind.BatchRefused)]
    [DataRow(413, AnswerKind.BatchRefused)]
    [DataRow(422, AnswerKind.BatchRefused)]
    public async Task A_refused_batch_with_the_contract_s_problem_document_is_bisected(int status, object kind)
    {
        Respond((HttpStatusCode)status, "application/problem+json", EndpointAnswers.MalformedBatch);

        Assert.AreEqual((AnswerKind)kind, (await SendAsync()).Kind);
    }

    [TestMethod]
    [DataRow(400, "text/html", "<html>Bad request</html>")]
    [DataRow(413, "application/problem+json", "{\"type\":\"https://proxy.example/too-large\"}")]
    [DataRow(422, "application/problem+json", "not json")]
    [DataRow(422, "application/problem+json", "{\"type\":\"\\ud800\"}")]
    public async Task The_same_status_from_a_proxy_pauses_and_is_never_a_dead_letter(
        int status,
        string mediaType,
        string body
    )
    {
        Respond((HttpStatusCode)status, mediaType, body);

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.NotOurEndpoint), (answer.Kind, answer.Fault));
        Assert.AreEqual($"HTTP {status} with {mediaType}", answer.Detail);
    }

    [TestMethod]
    public async Task A_413_tells_the_endpoint_s_limits()
    {
        Respond(HttpStatusCode.RequestEntityTooLarge, "application/problem+json", EndpointAnswers.TooLarge);

        var answer = await SendAsync();

        Assert.AreEqual((100, 65536), (answer.MaxCount, answer.MaxBytes));
    }

    [TestMethod]
    [DataRow(301)]
    [DataRow(307)]
    [DataRow(404)]
    [DataRow(405)]
    [DataRow(410)]
    [DataRow(418)]
    public async Task Redirects_and_other_client_errors_pause(int status)
    {
        Respond((HttpStatusCode)status, null, "");

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.EndpointRefused), (answer.Kind, answer.Fault));
        Assert.IsFalse(answer.IsRetired);
    }

    [TestMethod]
    [DataRow(408)]
    [DataRow(425)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    [DataRow(599)]
    public async Task What_may_pass_by_itself_is_tried_again_as_late_as_asked(int status)
    {
        _http
            .When(Address)
            .Respond(_ =>
            {
                var response = new HttpResponseMessage((HttpStatusCode)status);
                response.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(90));
                return response;
            });

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
        Assert.AreEqual(TimeSpan.FromSeconds(90), answer.RetryAfter);
    }

    [TestMethod]
    public async Task A_wait_that_is_asked_for_in_seconds_is_taken_too()
    {
        _http
            .When(Address)
            .Respond(_ =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
                return response;
            });

        Assert.AreEqual(TimeSpan.FromSeconds(7), (await SendAsync()).RetryAfter);
    }

    [TestMethod]
    public async Task A_415_of_an_endpoint_that_takes_gzip_pauses()
    {
        Guid[] ids = [.. Enumerable.Range(1, 20).Select(number => new Guid(number, 0, 0, new byte[8]))];
        var requests = _http
            .When(Address)
            .Respond(_ =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.UnsupportedMediaType);
                response.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
                response.Headers.TryAddWithoutValidation("Accept-Encoding", "GZIP");
                return response;
            });

        var answer = await SendAsync(ids);

        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.EndpointRefused), (answer.Kind, answer.Fault));
        Assert.AreEqual(1, _http.GetMatchCount(requests));
    }

    [TestMethod]
    public async Task A_refused_credential_is_read_again_and_tried_once_more_if_it_changed()
    {
        _credential.Next = "second";
        _http.When(Address).WithHeaders("Authorization", "Bearer first").Respond(HttpStatusCode.Unauthorized);
        _http.When(Address).WithHeaders("Authorization", "Bearer second").Respond("application/json", Accepted);

        Assert.AreEqual(AnswerKind.Verdicts, (await SendAsync()).Kind);
    }

    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    public async Task A_refused_credential_that_did_not_change_pauses(int status)
    {
        var requests = _http.When(Address).Respond((HttpStatusCode)status);

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.CredentialRefused), (answer.Kind, answer.Fault));
        Assert.AreEqual(1, _http.GetMatchCount(requests));
    }

    [TestMethod]
    public async Task An_endpoint_that_does_not_take_gzip_gets_the_batch_uncompressed()
    {
        Guid[] ids = [.. Enumerable.Range(1, 20).Select(number => new Guid(number, 0, 0, new byte[8]))];
        var compressed = _http
            .When(Address)
            .With(request => request.Content!.Headers.ContentEncoding.Contains("gzip"))
            .Respond(_ =>
            {
                var response = new HttpResponseMessage(HttpStatusCode.UnsupportedMediaType);
                response.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
                return response;
            });
        _http.When(Address).Respond("application/json", EndpointAnswers.Accepted(ids));
        var transport = Transport();

        Assert.AreEqual(AnswerKind.Verdicts, (await transport.SendAsync(Batch(ids), CancellationToken.None)).Kind);
        Assert.AreEqual(AnswerKind.Verdicts, (await transport.SendAsync(Batch(ids), CancellationToken.None)).Kind);
        Assert.AreEqual(1, _http.GetMatchCount(compressed), "It is remembered.");
    }

    [TestMethod]
    public async Task A_request_that_no_test_expects_fails_the_test() =>
        await Assert.ThrowsExactlyAsync<MockHttpMatchException>(() => SendAsync());

    private void Respond(HttpStatusCode status, string? mediaType, string body) =>
        _http
            .When(HttpMethod.Post, Address)
            .Respond(_ =>
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
                return new HttpResponseMessage(status) { Content = content };
            });

    private Task<DeliveryAnswer> SendAsync(params Guid[] ids) =>
        Transport().SendAsync(Batch(ids.Length == 0 ? [Id] : ids), CancellationToken.None);

    private HttpActivityTransport Transport()
    {
        var options = Some.Options();
        var client = EndpointConnection.Create(options, _http, new StaleConnectionHandler(), _credential, _time);
        return new HttpActivityTransport(new EndpointClient(client, options, _time), options);
    }

    private static OutgoingBatch Batch(Guid[] ids)
    {
        var activities = ids.Select(
            (id, index) =>
                new OutgoingActivity(
                    index + 1,
                    id,
                    Encoding.UTF8.GetBytes($"\"id\":\"{id}\",\"padding\":\"{new string('p', 60)}\"}}")
                )
        );
        return new OutgoingBatch("/clients/acme-prod/journals/x", activities.ToArray());
    }
}
