using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Listening;

[TestClass]
public sealed class ListenerTests
{
    [TestMethod]
    [DataRow("GET", "/")]
    [DataRow("GET", "/health")]
    [DataRow("GET", "/reports/active-users")]
    [DataRow("GET", "/site.css")]
    [DataRow("POST", "/v1/other")]
    public async Task The_ingest_listener_has_no_pages(string method, string path)
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var answer = await SendAsync(host.Ingest, method, path);

        answer.AssertProblem(
            HttpStatusCode.NotFound,
            "not-found",
            "There is nothing at this address.",
            "Activities are posted to /v1/activities, heartbeats to /v1/heartbeat."
        );
    }

    [TestMethod]
    [DataRow("GET")]
    [DataRow("PUT")]
    [DataRow("DELETE")]
    public async Task Another_method_on_activities_is_405(string method)
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var answer = await SendAsync(host.Ingest, method, "/v1/activities");

        answer.AssertProblem(
            HttpStatusCode.MethodNotAllowed,
            "method-not-allowed",
            "This method is not allowed here.",
            "Activities and heartbeats are sent with POST."
        );
        Assert.AreEqual("POST", answer.Headers["Allow"]);
    }

    [TestMethod]
    [DataRow("GET", HttpStatusCode.NotFound)]
    [DataRow("POST", HttpStatusCode.BadRequest)]
    public async Task The_pages_listener_takes_no_activities(string method, HttpStatusCode status)
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var answer = await SendAsync(host.Pages, method, "/v1/activities");

        Assert.AreEqual(status, answer.Status);
    }

    [TestMethod]
    public async Task The_pages_answer_to_the_name_of_this_machine_only()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health")
        {
            Headers = { Host = "rebound.example" },
        };

        using var response = await host.Pages.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.AreEqual("ok", await host.Pages.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [TestMethod]
    public async Task No_answer_names_the_server()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        Assert.IsFalse((await SendAsync(host.Ingest, "POST", "/v1/activities")).Headers.ContainsKey("Server"));
        Assert.IsFalse((await SendAsync(host.Pages, "GET", "/")).Headers.ContainsKey("Server"));
    }

    [TestMethod]
    [DataRow(SslProtocols.Tls12)]
    [DataRow(SslProtocols.Tls13)]
    public async Task Ingest_speaks_TLS_1_2_and_1_3(SslProtocols protocol)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, host.Ingest.BaseAddress!.Port);
        await using var tls = new SslStream(connection.GetStream());

        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocol,
                CertificateChainPolicy = The.PolicyTrusting(host.Folder.File("root.pem")),
                ApplicationProtocols = [SslApplicationProtocol.Http2],
            }
        );

        Assert.AreEqual(protocol, tls.SslProtocol);
        Assert.AreEqual(SslApplicationProtocol.Http2, tls.NegotiatedApplicationProtocol);
    }

    [TestMethod]
    public async Task A_client_that_does_not_trust_the_root_is_not_served()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var stranger = new HttpClient();

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => stranger.GetAsync(host.Ingest.BaseAddress));
    }

    [TestMethod]
    public async Task Serving_writes_both_addresses_once_it_listens_and_one_line_to_the_log()
    {
        using var folder = new TempFolder();
        await using var app = CentralEndpointApplication.Create([
            folder.Setting,
            "--CentralEndpoint:IngestPort=0",
            "--CentralEndpoint:PagesPort=0",
        ]);
        await using var output = new StringWriter();
        app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);

        await app.ServeAsync(output);

        Assert.MatchesRegex(@"^Ingest: https://localhost:\d+\r?\nPages: http://localhost:\d+\r?\n$", output.ToString());
    }

    [TestMethod]
    public async Task The_start_is_logged_in_one_line_without_a_path()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var line = host.Logs.GetSnapshot().Single(static record => record.Category == "CentralEndpoint").Message;

        Assert.AreEqual(
            $"Ingest listens at {host.Ingest.BaseAddress}, pages at {host.Pages.BaseAddress}; clients trust root.pem, "
                + $"signed tokens are for {host.Ingest.BaseAddress!.GetLeftPart(UriPartial.Authority)}",
            line
        );
    }

    [TestMethod]
    [DataRow("IngestPort")]
    [DataRow("PagesPort")]
    public async Task A_port_in_use_is_told_with_its_setting(string setting)
    {
        using var folder = new TempFolder();
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;
        var other = setting == "IngestPort" ? "PagesPort" : "IngestPort";
        await using var app = CentralEndpointApplication.Create([
            folder.Setting,
            $"--CentralEndpoint:{setting}={port}",
            $"--CentralEndpoint:{other}=0",
        ]);

        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() => app.ServeAsync(TextWriter.Null));

        Assert.AreEqual(
            $"Port {port} is in use by another process. Stop that process, or choose another port with "
                + $"CentralEndpoint:{setting} (environment: CentralEndpoint__{setting}).",
            fault.Message
        );
    }

    private static async Task<Answer> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }
}
