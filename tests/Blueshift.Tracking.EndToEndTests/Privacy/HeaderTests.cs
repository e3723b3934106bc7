using System.Text.RegularExpressions;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>
/// Of all that is beside the body of a request, exactly what the contract lists leaves, whatever the host has in its traces, its HTTP
/// clients and its proxy: names and values of every header, and the address, of every request that is caught.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class HeaderTests
{
    private static readonly Dictionary<string, string> Activities = Exactly(HeaderInventory.Activities);

    private static readonly Dictionary<string, string> Compressed = Exactly(HeaderInventory.Compressed);

    private static readonly Dictionary<string, string> Heartbeats = Exactly(HeaderInventory.Heartbeats);

    [TestMethod]
    [DataRow(HttpProtocols.Http2, "HTTP/2")]
    [DataRow(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Every_request_has_the_contract_s_address_and_headers_and_nothing_of_a_hostile_host(
        HttpProtocols protocols,
        string version
    )
    {
        using var host = new HostileHost();
        var endpoint = await CaughtAsync(protocols);

        AssertAllowed(endpoint.Requests, version);
        var kinds = endpoint.Requests.Select(request => request.Kind).Distinct().Order();
        Assert.AreSequenceEqual([RequestKinds.ConnectionTest, RequestKinds.Activities, RequestKinds.Heartbeats], kinds);
        Assert.Contains(request => request.IsCompressed, endpoint.Requests);
        Assert.Contains(request => request.HasActivities && !request.IsCompressed, endpoint.Requests);
    }

    [TestMethod]
    public async Task A_proxy_is_told_its_own_password_and_the_endpoint_is_not()
    {
        await using var proxy = new AskingProxy();
        using var host = new HostileHost(proxy.Address);
        var endpoint = await CaughtAsync(HttpProtocols.Http1AndHttp2);

        AssertAllowed(endpoint.Requests, "HTTP/2");
        Assert.Contains(asked => asked.Contains("Proxy-Authorization: Basic"), proxy.Asked);
        // Nor is the proxy told anything but where to, and by which product.
        var names = proxy.Asked.SelectMany(head => head.Split("\r\n").Skip(1)).Select(line => line.Split(':')[0]);
        Assert.AreSequenceEqual(
            ["Host", "Proxy-Authorization", "User-Agent"],
            names.Where(name => name.Length > 0).Distinct().Order()
        );
    }

    [TestMethod]
    public async Task On_the_wire_itself_nothing_else_is_written()
    {
        using var host = new HostileHost();
        await using var run = Run();
        var peer = run.Started(new RawPeer((_, _, _) => Task.CompletedTask));
        var application = run.Start(
            new Uri(peer.Address, "/some/base"),
            run.Write("peer.pem", peer.RootPem),
            options => options.Delivery.Compression = DeliveryCompression.None,
            HostileHost.Register
        );
        await application.TrackAsync(run.People);
        await CanaryRun.SettleAsync(application);

        Assert.IsGreaterThan(1, peer.Requests.Count);
        foreach (var request in peer.Requests)
        {
            var lines = request[..request.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
            Assert.Contains(
                lines[0],
                (string[])["POST /some/base/v1/activities HTTP/1.1", "POST /some/base/v1/heartbeat HTTP/1.1"]
            );
            var headers = lines.Skip(1).ToDictionary(line => line.Split(": ")[0], line => line.Split(": ")[1]);
            AssertAllowed(headers, lines[0].Contains("heartbeat") ? Heartbeats : Activities);
        }
    }

    // A few, which are sent as they are, and many, which are compressed.
    private static async Task<ScriptedEndpoint> CaughtAsync(HttpProtocols protocols)
    {
        await using var run = Run();
        var endpoint = await run.StartEndpointAsync(protocols);
        var application = run.Start(endpoint, register: HostileHost.Register);
        await application.TrackAsync(run.People.Take(1), UserActivity.Created);
        await CanaryRun.SettleAsync(application);
        await application.TrackAsync(run.People);
        await CanaryRun.SettleAsync(application);
        await endpoint.UntilAsync(one => one.Heartbeats.Count > 0);
        await run.StopAsync();
        return endpoint;
    }

    private static CanaryRun Run() => new(20, new EventWatch(_ => false));

    // To whom and with which key is known here.
    private static Dictionary<string, string> Exactly(IReadOnlyDictionary<string, string> listed) =>
        listed.ToDictionary(
            header => header.Key,
            header =>
                header.Key switch
                {
                    "Authorization" => $"Bearer {Canary.ApiKey}",
                    "Host" => "localhost:[0-9]+",
                    _ => header.Value,
                }
        );

    private static void AssertAllowed(IReadOnlyList<ReceivedRequest> requests, string version)
    {
        foreach (var request in requests)
        {
            Assert.AreEqual(version, request.Protocol);
            Assert.AreEqual("POST", request.Method);
            Assert.AreEqual(request.Kind == RequestKinds.Heartbeats ? "/v1/heartbeat" : "/v1/activities", request.Path);
            AssertAllowed(
                request.Headers,
                request.Kind == RequestKinds.Heartbeats ? Heartbeats
                    : request.IsCompressed ? Compressed
                    : Activities
            );
        }
    }

    private static void AssertAllowed(IReadOnlyDictionary<string, string> headers, Dictionary<string, string> allowed)
    {
        Assert.AreSequenceEqual(
            allowed.Keys.Order(StringComparer.OrdinalIgnoreCase),
            headers.Keys.Order(StringComparer.OrdinalIgnoreCase)
        );
        foreach (var (name, value) in headers)
        {
            Assert.MatchesRegex(
                new Regex($"^{allowed[name]}$", RegexOptions.None, TimeSpan.FromSeconds(1)),
                value,
                name
            );
        }
    }
}
