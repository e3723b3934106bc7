using System.Text;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody is met first by an answer that acknowledges nothing, then accepted.</summary>
internal static class AnswerPaths
{
    private static readonly int[] Statuses =
    [
        400,
        401,
        403,
        404,
        405,
        408,
        410,
        413,
        418,
        422,
        425,
        500,
        502,
        503,
        504,
    ];

    public static IEnumerable<CanaryPath> All =>
        [
            .. Statuses.Select(status => Path($"status {status}", EndpointAnswer.Status(status))),
            Path("problem 401 of the contract", EndpointAnswer.Problem(401, "unauthorized")),
            Path("problem 403 of the contract", EndpointAnswer.Problem(403, "instance-mismatch")),
            Path("compression refused", EndpointAnswer.UncompressedOnly()),
            Path("Retry-After in seconds", EndpointAnswer.Status(429).WithRetryAfter(TimeSpan.FromSeconds(45))),
            Path("Retry-After as a date", EndpointAnswer.Status(503).WithRetryAfter(DateTimeOffset.UtcNow)),
            Path("redirect to http", EndpointAnswer.Redirect(new Uri("http://elsewhere.example"))),
            Path("redirect to another host", EndpointAnswer.Redirect(new Uri("https://elsewhere.example"), 308)),
            Path("a login page", EndpointAnswer.Content(200, "text/html", "<form>Sign in</form>")),
            Path("a bare 200", EndpointAnswer.Status(200).StoreFirst()),
            Path("a bare 204", EndpointAnswer.Status(204).StoreFirst()),
            Path("a cookie", EndpointAnswer.Status(500).WithHeader("Set-Cookie", "session=1")),
            new("bisected to dead letters: problem 400", run => BisectedAsync(run, 400, "malformed-batch")),
            new("bisected to dead letters: problem 422", run => BisectedAsync(run, 422, "unreadable")),
            new("halved: problem 413", HalvedAsync),
            new("a heartbeat's answer with a literal that names somebody", MisspeltHeartbeatAsync),
            new("the request repeated in headers", run => EchoAsync(run, EchoInHeaders)),
            new("the request repeated in a problem document", run => EchoAsync(run, EchoInProblem)),
            new("the request repeated in verdicts", run => EchoAsync(run, EchoInVerdicts)),
        ];

    private static CanaryPath Path(string name, EndpointAnswer fault) =>
        new(
            name,
            async run =>
            {
                var endpoint = await run.StartEndpointAsync();
                CanaryRun.EverySecond(endpoint, () => fault.Step);
                await run.DeliverAsync(endpoint);

                Assert.AreEqual(run.People.Count, endpoint.Count);
                Assert.Contains(request => request.HasActivities && request.Step != "normal", endpoint.Requests);
            }
        );

    // A few of them cannot be read, and each is found out among the others.
    private static async Task BisectedAsync(CanaryRun run, int status, string problem)
    {
        var endpoint = await run.StartEndpointAsync();
        endpoint.Script.Always(EndpointAnswer.Problem(status, problem).Step, HasBad);
        var application = await run.DeliverAsync(endpoint);

        var bad = run.People.Where((_, number) => IsBad(number)).Count();
        Assert.AreEqual(bad, application.Backlog.GetStatus().DeadLetters);
        Assert.AreEqual(run.People.Count - bad, endpoint.Count);
        application.Look(await application.Backlog.ListDeadLettersAsync());
    }

    private static async Task MisspeltHeartbeatAsync(CanaryRun run)
    {
        static bool IsHeartbeat(ReceivedRequest request) => request.Kind == RequestKinds.Heartbeats;

        var endpoint = await run.StartEndpointAsync();
        var content = $$"""{"serverTime":t{{Canary.Marks["email"]}}}""";
        endpoint.Script.Always(EndpointAnswer.Content(200, "application/json", content).Step, IsHeartbeat);
        await run.DeliverAsync(endpoint);

        await run.Clock.BeganAsync(CanaryRun.HeartbeatLook);
        Assert.Contains(IsHeartbeat, endpoint.Requests);
    }

    private static async Task HalvedAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        endpoint.Script.Always(EndpointAnswer.TooLarge(maxCount: 7).Step, request => request.HasActivities);
        await run.DeliverAsync(endpoint);

        Assert.AreEqual(run.People.Count, endpoint.Count);
    }

    private static async Task EchoAsync(CanaryRun run, Func<string, WholeAnswer> echo)
    {
        var endpoint = await run.StartEndpointAsync();
        CanaryRun.EverySecond(
            endpoint,
            () => new ScriptStep("echo", exchange => exchange.SendAsync(echo(Text(exchange.Request))))
        );
        await run.DeliverAsync(endpoint, options => options.Delivery.Compression = DeliveryCompression.None);

        Assert.Contains(request => request.HasActivities && request.Step == "echo", endpoint.Requests);
    }

    private static WholeAnswer EchoInHeaders(string body) =>
        WholeAnswer
            .OfText(500, "text/plain", body)
            .WithHeader("X-Echo", Uri.EscapeDataString(Start(body)))
            .WithHeader(
                "WWW-Authenticate",
                $"Bearer error_description=\"{Convert.ToHexString(Encoding.UTF8.GetBytes(Start(body)))}\""
            )
            .WithHeader("Retry-After", Canary.Marks["email"])
            .WithHeader("Accept-Encoding", Canary.Marks["email"]);

    private static WholeAnswer EchoInProblem(string body) =>
        WholeAnswer.OfText(
            503,
            "application/problem+json",
            $$"""{"type":"https://blueshift.one/tracking/problems/{{Canary.Marks["key"]}}","title":"{{Canary.Marks["email"]}}","detail":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Start(body)))}}","status":503}"""
        );

    private static WholeAnswer EchoInVerdicts(string body) =>
        WholeAnswer.OfText(
            200,
            "application/json",
            $$"""{"results":[{"id":"{{Canary.Marks["lastName"]}}","status":"{{Canary.Marks["email"]}}","reason":"{{Canary.Marks["key"]}}","pointer":"{{Canary.Marks["firstName"]}}"}],"request":{{(body.Length == 0 ? "null" : body)}}}"""
        );

    private static string Text(ReceivedRequest request) => Encoding.UTF8.GetString((request.Content ?? default).Span);

    private static string Start(string body) => body[..Math.Min(body.Length, 2000)];

    private static bool IsBad(int number) => number % 40 == 7;

    private static bool HasBad(ReceivedRequest request) => Canary.NumbersIn(Text(request)).Any(IsBad);
}
