using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using RichardSzalay.MockHttp;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>What an exchange that never came to an answer is told as, and when it is tried once more.</summary>
[TestClass]
public sealed class BrokenExchangeTests
{
    private const string Address = "https://tracking.vendor.example/base/v1/activities";

    private static readonly OutgoingBatch Batch = Batches.Of(Some.Activity());

    private readonly MockHttpMessageHandler _http = new();
    private readonly ObservedTimeProvider _time = new();
    private readonly UserActivityTrackingOptions _options = Some.Options();

    [TestMethod]
    [DataRow(HttpRequestError.InvalidResponse)]
    [DataRow(HttpRequestError.HttpProtocolError)]
    [DataRow(HttpRequestError.ConfigurationLimitExceeded)]
    public async Task An_answer_that_is_no_http_as_we_take_it_is_not_our_endpoint_s(HttpRequestError error)
    {
        _http.When(Address).Respond(_ => throw new HttpRequestException(error, "canary.internal"));

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.NotOurEndpoint), (answer.Kind, answer.Fault));
        Assert.AreEqual($"an answer that is not HTTP as we take it ({error})", answer.Detail);
    }

    [TestMethod]
    public async Task A_fault_of_a_new_connection_is_not_retried_at_once()
    {
        var requests = _http
            .When(Address)
            .Respond(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, inner: new IOException()));

        Assert.AreEqual(AnswerKind.TryLater, (await SendAsync()).Kind);
        Assert.AreEqual(1, _http.GetMatchCount(requests));
    }

    [TestMethod]
    public async Task A_connection_that_cannot_be_made_in_time_is_unreachable()
    {
        _http.When(Address).Respond(_ => throw new TaskCanceledException());

        var answer = await SendAsync();

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
        Assert.AreEqual("no connection within 10 seconds", answer.Detail);
    }

    [TestMethod]
    public async Task A_pooled_connection_that_broke_is_replaced_at_once()
    {
        using var server = new FickleServer();
        _options.Endpoint = server.Address;
        _options.Tls.AllowInsecureLoopback = true;
        using var client = EndpointConnection.Create(
            _options,
            new ChangingCredential("first"),
            Some.Verification(_options),
            _time
        );
        var transport = Transport(client);

        Assert.AreEqual(AnswerKind.Verdicts, (await transport.SendAsync(Batch, CancellationToken.None)).Kind);
        Assert.AreEqual(AnswerKind.Verdicts, (await transport.SendAsync(Batch, CancellationToken.None)).Kind);

        Assert.AreEqual((2, 1), (server.Connections, server.Broken));
    }

    [TestMethod]
    public async Task One_deadline_covers_an_endpoint_that_never_answers()
    {
        var send = SendAsync(new SilentEndpoint());
        await _time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        var answer = await send;
        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
        Assert.Contains("Delivery:RequestTimeout", answer.Detail);
    }

    private Task<DeliveryAnswer> SendAsync(HttpMessageHandler? primary = null)
    {
        var client = EndpointConnection.Create(
            _options,
            primary ?? _http,
            new StaleConnectionHandler(),
            new ChangingCredential("first"),
            _time
        );
        return Transport(client).SendAsync(Batch, CancellationToken.None);
    }

    private HttpActivityTransport Transport(HttpClient client) =>
        new(new EndpointClient(client, _options, _time), _options);
}
