using System.Net;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using RichardSzalay.MockHttp;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

/// <summary>What a host's own credential may do, through the library's real HTTP client.</summary>
[TestClass]
public sealed class BearerHandlerTests
{
    private const string Address = "https://tracking.vendor.example/base/v1/activities";

    private readonly MockHttpMessageHandler _http = new();
    private readonly ObservedTimeProvider _time = new();
    private readonly List<string> _seen = [];

    [TestMethod]
    public async Task It_is_asked_for_each_request()
    {
        var tokens = new Queue<string>(["a.b-c_d~e+f/g=", "second"]);
        Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable);
        var transport = Transport(new CustomCredential((_, _) => new(tokens.Dequeue())));

        await transport.SendAsync(new OutgoingBatch(), CancellationToken.None);
        await transport.SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreSequenceEqual(["Bearer a.b-c_d~e+f/g=", "Bearer second"], _seen);
    }

    [TestMethod]
    [DataRow(HttpStatusCode.Unauthorized)]
    [DataRow(HttpStatusCode.Forbidden)]
    public async Task A_refused_token_is_renewed_once(HttpStatusCode status)
    {
        Answers(status, status);
        var credential = new CustomCredential((renew, _) => new(renew ? "renewed" : "old"));

        var answer = await Transport(credential).SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreSequenceEqual(["Bearer old", "Bearer renewed"], _seen);
        Assert.AreSequenceEqual([false, true], credential.Asked);
        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.CredentialRefused), (answer.Kind, answer.Fault));
    }

    [TestMethod]
    public async Task A_refused_token_that_is_not_renewed_is_not_sent_again()
    {
        Answers(HttpStatusCode.Unauthorized);

        var answer = await Transport(new CustomCredential()).SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.HasCount(1, _seen);
        Assert.AreEqual(DeliveryFault.CredentialRefused, answer.Fault);
    }

    [TestMethod]
    public async Task A_renewal_that_fails_leaves_the_refusal_as_the_answer()
    {
        Answers(HttpStatusCode.Unauthorized);
        var credential = new CustomCredential(
            (renew, _) => renew ? throw new HttpRequestException("canary") : new("old")
        );

        var answer = await Transport(credential).SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreEqual((AnswerKind.Pause, "HTTP 401 with text/plain"), (answer.Kind, answer.Detail));
    }

    [TestMethod]
    [DataRow(7, "; its clock is 7 min ahead of this machine's")]
    [DataRow(-90, "; its clock is 90 min behind this machine's")]
    [DataRow(0, "")]
    public async Task A_refusal_says_how_far_the_clocks_are_apart(int minutes, string said)
    {
        _http
            .When(Address)
            .Respond(_ =>
            {
                var refusal = new HttpResponseMessage(HttpStatusCode.Unauthorized)
                {
                    Content = new StringContent("no"),
                };
                refusal.Headers.Date = _time.GetUtcNow().AddMinutes(minutes);
                return refusal;
            });

        var answer = await Transport(new CustomCredential()).SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreEqual("HTTP 401 with text/plain" + said, answer.Detail);
    }

    [TestMethod]
    public async Task Whatever_it_throws_holds_delivery_up_and_is_told_by_its_type_alone()
    {
        var answer = await Transport(new CustomCredential((_, _) => throw new InvalidOperationException("canary")))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.CredentialRefused), (answer.Kind, answer.Fault));
        Assert.AreEqual("the credential gave no token: System.InvalidOperationException", answer.Detail);
        Assert.IsEmpty(_seen);
    }

    [TestMethod]
    public async Task A_cancellation_of_its_own_is_no_stop()
    {
        var answer = await Transport(new CustomCredential((_, _) => throw new TaskCanceledException("canary")))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.AreEqual("the credential gave no token: System.Threading.Tasks.TaskCanceledException", answer.Detail);
    }

    [TestMethod]
    [DataRow("", "no token")]
    [DataRow("two words", "characters that a bearer token cannot have")]
    [DataRow("token\r\nX-Injected: canary", "characters that a bearer token cannot have")]
    [DataRow("jeton-\u00e9", "characters that a bearer token cannot have")]
    public async Task What_is_no_token_is_not_sent(string token, string why)
    {
        var answer = await Transport(new CustomCredential((_, _) => new(token)))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.Contains(why, answer.Detail);
        Assert.DoesNotContain("canary", answer.Detail);
        Assert.IsEmpty(_seen);
    }

    [TestMethod]
    public async Task One_that_is_too_long_is_not_sent()
    {
        Answers(HttpStatusCode.ServiceUnavailable);
        await Transport(new CustomCredential((_, _) => new(new string('a', 8192))))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);
        Assert.HasCount(1, _seen);

        var answer = await Transport(new CustomCredential((_, _) => new(new string('a', 8193))))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);

        Assert.Contains("over 8192 characters", answer.Detail);
        Assert.HasCount(1, _seen);
    }

    [TestMethod]
    public async Task One_that_never_comes_is_given_up_at_the_one_deadline()
    {
        var never = new TaskCompletionSource<string>();
        var sending = Transport(new CustomCredential((_, _) => new(never.Task)))
            .SendAsync(new OutgoingBatch(), CancellationToken.None);

        await _time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        Assert.AreEqual(
            (AnswerKind.TryLater, DeliveryFault.Unreachable),
            ((await sending).Kind, (await sending).Fault)
        );
    }

    [TestMethod]
    public async Task The_stop_ends_the_wait_for_one()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<string>();
        var sending = Transport(new CustomCredential((_, _) => new(never.Task)))
            .SendAsync(new OutgoingBatch(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => sending);
    }

    private void Answers(params HttpStatusCode[] statuses)
    {
        var next = new Queue<HttpStatusCode>(statuses);
        _http
            .When(Address)
            .Respond(request =>
            {
                _seen.Add(Assert.ContainsSingle(request.Headers.GetValues("Authorization")));
                return new HttpResponseMessage(next.Dequeue()) { Content = new StringContent("no") };
            });
    }

    private HttpActivityTransport Transport(ITrackingCredential credential)
    {
        var options = Some.Options();
        var client = EndpointConnection.Create(options, _http, new StaleConnectionHandler(), credential, _time);
        return new HttpActivityTransport(new EndpointClient(client, options, _time), options);
    }
}
