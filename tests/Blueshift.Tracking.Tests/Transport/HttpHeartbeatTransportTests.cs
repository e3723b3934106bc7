using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Time.Testing;
using RichardSzalay.MockHttp;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class HttpHeartbeatTransportTests
{
    private const string Address = "https://tracking.vendor.example/base/v1/heartbeat";
    private const string Answer = """{"serverTime":"2026-11-24T09:00:00Z","nextInSeconds":600}""";

    private readonly MockHttpMessageHandler _http = new();
    private readonly ChangingCredential _credential = new("first");

    [TestMethod]
    public async Task It_is_posted_as_the_contract_says()
    {
        HttpRequestMessage? seen = null;
        var body = "";
        _http
            .When(HttpMethod.Post, Address)
            .Respond(async request =>
            {
                (seen, body) = (request, await request.Content!.ReadAsStringAsync());
                return Response(HttpStatusCode.OK, "application/json", Answer);
            });

        var reply = await SendAsync();

        Assert.AreEqual(TimeSpan.FromMinutes(10), reply.Answer!.NextIn);
        Assert.AreEqual("""{"library":"1.0.0"}""", body);
        Assert.AreEqual("application/json", seen!.Content!.Headers.ContentType!.ToString());
        Assert.AreEqual("Bearer", seen.Headers.Authorization!.Scheme);
        Assert.AreSequenceEqual(
            ["Accept", "Authorization", "User-Agent"],
            seen.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    [DataRow(HttpStatusCode.NotFound)]
    [DataRow(HttpStatusCode.MethodNotAllowed)]
    public async Task An_endpoint_that_takes_none_is_known(HttpStatusCode status)
    {
        _http.When(Address).Respond(_ => Response(status, "text/html", "no"));

        Assert.IsTrue((await SendAsync()).IsNotTaken);
    }

    [TestMethod]
    [DataRow(HttpStatusCode.OK, "text/html", "<html>sign in</html>")]
    [DataRow(HttpStatusCode.OK, "text/html", Answer)]
    [DataRow(HttpStatusCode.OK, "application/json", "{}")]
    [DataRow(HttpStatusCode.Accepted, "application/json", Answer)]
    [DataRow(HttpStatusCode.Found, "application/json", Answer)]
    [DataRow(HttpStatusCode.BadRequest, "application/problem+json", "{}")]
    [DataRow(HttpStatusCode.Gone, "application/problem+json", "{}")]
    [DataRow(HttpStatusCode.InternalServerError, "application/json", Answer)]
    public async Task Anything_else_is_no_answer_and_is_told_without_its_content(
        HttpStatusCode status,
        string mediaType,
        string body
    )
    {
        _http.When(Address).Respond(_ => Response(status, mediaType, body));

        var reply = await SendAsync();

        Assert.IsNull(reply.Answer);
        Assert.IsFalse(reply.IsNotTaken);
        Assert.Contains($"{(int)status}", reply.Detail);
        Assert.DoesNotContain("sign in", reply.Detail);
    }

    [TestMethod]
    public async Task Nobody_there_is_no_answer()
    {
        _http
            .When(Address)
            .Respond(() => throw new HttpRequestException(HttpRequestError.NameResolutionError, "tracking.internal"));

        var reply = await SendAsync();

        Assert.IsNull(reply.Answer);
        Assert.AreEqual("no answer (NameResolutionError)", reply.Detail);
    }

    [TestMethod]
    public async Task A_key_that_was_replaced_is_read_again_and_tried_once_more()
    {
        _credential.Next = "second";
        _http
            .When(Address)
            .Respond(request =>
                request.Headers.Authorization!.Parameter == "second"
                    ? Response(HttpStatusCode.OK, "application/json", Answer)
                    : Response(HttpStatusCode.Unauthorized, "application/problem+json", "{}")
            );

        Assert.IsNotNull((await SendAsync()).Answer);
    }

    private static HttpResponseMessage Response(HttpStatusCode status, string mediaType, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return new HttpResponseMessage(status) { Content = content };
    }

    private Task<HeartbeatReply> SendAsync()
    {
        var options = Some.Options();
        var time = new FakeTimeProvider();
        var client = EndpointConnection.Create(options, _http, new StaleConnectionHandler(), _credential, time);
        return new HttpHeartbeatTransport(new EndpointClient(client, options, time)).SendAsync(
            """{"library":"1.0.0"}"""u8.ToArray(),
            CancellationToken.None
        );
    }
}
