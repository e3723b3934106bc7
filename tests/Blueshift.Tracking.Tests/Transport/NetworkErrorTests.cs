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

    private static async Task<DeliveryAnswer> FailAsync(Exception fault)
    {
        using var http = new MockHttpMessageHandler();
        http.When("*").Respond(_ => throw fault);
        var options = Some.Options();
        var client = EndpointConnection.Create(options, http, new StaleConnectionHandler(), TimeProvider.System);
        using var endpoint = new EndpointClient(client, new ChangingCredential("first"), options, TimeProvider.System);
        var transport = new HttpActivityTransport(endpoint, options);
        return await transport.SendAsync(new OutgoingBatch(), CancellationToken.None);
    }
}
