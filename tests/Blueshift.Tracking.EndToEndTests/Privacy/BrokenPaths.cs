using System.Net;
using System.Net.Sockets;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody is met first by an exchange that breaks off, or by a peer that is not to be trusted.</summary>
internal static class BrokenPaths
{
    public static IEnumerable<CanaryPath> All =>
        [
            Path("reset within the request", () => Broken.ResetInRequest(100)),
            Path("reset after the request", () => Broken.Reset()),
            Path("reset of the stream", () => Broken.Reset(ResetScope.Request)),
            Path("reset after the commit", () => Broken.StoreAndReset()),
            Path("reset within the answer", Broken.StoreAndResetInAnswer),
            Path("connections dropped", () => Broken.DropConnections()),
            Path("nobody listens", () => Broken.CloseListener(TimeSpan.FromSeconds(5))),
            Path("an answer cut short", Broken.Truncated),
            Path("an answer too long", () => Broken.Oversized()),
            Path("an answer twice", Broken.Repeated),
            Path("the verdicts of another batch", Broken.OfAnotherBatch),
            Path("garbage that says it is JSON", Broken.Garbage),
            Path("garbage that is no HTTP", Broken.NotHttp),
            new("no answer until the deadline", NeverAnsweredAsync),
            new("a root that is not trusted", run => UntrustedAsync(run, run.Write("other.pem", RootOfAnother()))),
            new("no root at all", run => UntrustedAsync(run, root: null)),
            new("no TLS", NoTlsAsync),
        ];

    private static string RootOfAnother()
    {
        using var other = ServerIdentity.Create();
        return other.RootPem;
    }

    private static CanaryPath Path(string name, Func<ScriptStep> fault) =>
        new(
            name,
            async run =>
            {
                var endpoint = await run.StartEndpointAsync();
                CanaryRun.EverySecond(endpoint, fault);
                await run.DeliverAsync(endpoint);

                Assert.AreEqual(run.People.Count, endpoint.Count);
            }
        );

    private static async Task NeverAnsweredAsync(CanaryRun run)
    {
        var endpoint = await run.StartEndpointAsync();
        CanaryRun.EverySecond(endpoint, () => new ScriptStep("never-answer", PassDeadlineAsync));
        await run.DeliverAsync(endpoint);

        Assert.AreEqual(run.People.Count, endpoint.Count);

        async Task PassDeadlineAsync(Exchange exchange)
        {
            await run.Clock.PassAsync(CanaryRun.RequestTimeout);
            await Broken.StoreAndNeverAnswer().RunAsync(exchange);
        }
    }

    private static async Task UntrustedAsync(CanaryRun run, string? root)
    {
        var endpoint = await run.StartEndpointAsync();
        var application = run.Start(endpoint.Address, root);

        await application.TrackAsync(run.People);
        await run.Watch.Logs.LoggedAsync(1020);

        Assert.IsEmpty(endpoint.Requests);
    }

    private static async Task NoTlsAsync(CanaryRun run)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        var application = run.Start(new Uri($"https://localhost:{port}"), root: null);
        var greeted = GreetAsync(server);

        await application.TrackAsync(run.People);
        await run.Watch.Logs.LoggedAsync(1020);
        await greeted;
    }

    private static async Task GreetAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    }
}
