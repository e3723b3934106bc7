using System.Net;
using System.Net.Sockets;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using RichardSzalay.MockHttp;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>What the network stack throws, as the transport tells it.</summary>
[TestClass]
public sealed class NetworkErrorTests
{
    [TestMethod]
    public async Task Network_errors_are_told_by_their_kind_alone()
    {
        var answer = await FailAsync(new HttpRequestException(HttpRequestError.NameResolutionError, "canary.internal"));

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
        Assert.AreEqual("no answer (NameResolutionError)", answer.Detail);
    }

    [TestMethod]
    public async Task A_connection_that_breaks_in_the_moment_in_which_it_is_made_is_told_as_unreachable()
    {
        var answer = await FailAsync(new SocketException((int)SocketError.NotConnected, "canary.internal"));

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
        Assert.AreEqual("no answer (ConnectionError)", answer.Detail);
    }

    [TestMethod]
    public async Task A_connection_that_may_not_be_trusted_is_told_as_tls_refused()
    {
        var answer = await FailAsync(new HttpRequestException(HttpRequestError.SecureConnectionError));

        Assert.AreEqual(DeliveryFault.TlsRefused, answer.Fault);
    }

    [TestMethod]
    public async Task A_connection_that_breaks_off_in_its_tls_handshake_is_no_matter_of_trust()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dropping = DropAsync(listener);
        var options = Some.Options(change =>
            change.Endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/")
        );
        using var client = EndpointConnection.Create(
            options,
            new ChangingCredential("first"),
            Some.Verification(options),
            TimeProvider.System
        );

        var answer = await SendAsync(client, options);

        await dropping;
        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
    }

    // What a firewall does that does not like the name in the first message.
    private static async Task DropAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await connection.GetStream().ReadExactlyAsync(new byte[16]);
    }

    private static async Task<DeliveryAnswer> FailAsync(Exception fault)
    {
        using var http = new MockHttpMessageHandler();
        http.When("*").Respond(_ => throw fault);
        var options = Some.Options();
        var client = EndpointConnection.Create(
            options,
            http,
            new StaleConnectionHandler(),
            new ChangingCredential("first"),
            TimeProvider.System
        );
        return await SendAsync(client, options);
    }

    private static async Task<DeliveryAnswer> SendAsync(HttpClient client, UserActivityTrackingOptions options)
    {
        using var endpoint = new EndpointClient(client, options, TimeProvider.System);
        var transport = new HttpActivityTransport(endpoint, options);
        return await transport.SendAsync(new OutgoingBatch(), CancellationToken.None);
    }
}
