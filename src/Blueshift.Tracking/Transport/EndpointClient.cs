using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using Blueshift.Tracking.Transport.Credentials;
using Blueshift.Tracking.Transport.Trust;
using Polly.Timeout;

namespace Blueshift.Tracking.Transport;

/// <summary>Posts to the endpoint, with the headers of the contract and no others; the credential's is put in for each try.</summary>
internal sealed class EndpointClient(
    HttpClient client,
    UserActivityTrackingOptions options,
    TimeProvider timeProvider,
    PeerVerification? verification = null
) : IDisposable
{
    private const string Accepted = $"application/json, {ProblemDocument.MediaType}";

    private static readonly string Product =
        $"Blueshift.Tracking/{typeof(EndpointClient).Assembly.GetName().Version!.ToString(3)}";

    private readonly string _base = options.Endpoint!.AbsoluteUri.TrimEnd('/');

    /// <summary>Makes the address of what lies below the endpoint's.</summary>
    public Uri Address(string path) => new(_base + path);

    /// <summary>Posts once. Does not throw for anything that a network or an endpoint can do.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<EndpointReply> PostAsync(Uri address, BodyContent content, CancellationToken cancellationToken)
    {
        using var request = Request(address, content);
        try
        {
            var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            return new EndpointReply(response, timeProvider.GetUtcNow());
        }
        catch (UnreadableAnswerException exception)
        {
            return new EndpointReply(DeliveryAnswer.TryLater(exception.Fault, exception.Message));
        }
        catch (NoTokenException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new EndpointReply(DeliveryAnswer.TryLater(DeliveryFault.CredentialRefused, exception.Message));
        }
        catch (TimeoutRejectedException)
        {
            return Unreachable("no whole answer within Delivery:RequestTimeout");
        }
        catch (HttpRequestException exception)
        {
            return new EndpointReply(NoAnswer(exception.HttpRequestError, exception.InnerException is IOException));
        }
        catch (SocketException)
        {
            // SocketsHttpHandler lets it through as it is where a connection breaks in the moment in which it has been made.
            return new EndpointReply(NoAnswer(HttpRequestError.ConnectionError, brokeOff: true));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler's own connect timeout.
            return Unreachable("no connection within 10 seconds");
        }
    }

    public void Dispose() => client.Dispose();

    private static EndpointReply Unreachable(string detail) =>
        new(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, detail));

    private static HttpRequestMessage Request(Uri address, BodyContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        // As they are: what is parsed here is made and written out again for each request.
        request.Headers.TryAddWithoutValidation("Accept", Accepted);
        request.Headers.TryAddWithoutValidation("User-Agent", Product);
        return request;
    }

    // The kind alone: a message of the network stack may name hosts and addresses of the host's network.
    private DeliveryAnswer NoAnswer(HttpRequestError error, bool brokeOff) =>
        error switch
        {
            // A handshake that broke off is the network's doing; one that was answered and failed is a matter of trust.
            HttpRequestError.SecureConnectionError when !brokeOff => DeliveryAnswer.TryLater(
                DeliveryFault.TlsRefused,
                verification?.TakeRefusal() is { } refusal
                    ? $"the server {refusal}"
                    : "no TLS connection that may be trusted"
            ),
            HttpRequestError.InvalidResponse
            or HttpRequestError.HttpProtocolError
            or HttpRequestError.ConfigurationLimitExceeded => DeliveryAnswer.TryLater(
                DeliveryFault.NotOurEndpoint,
                $"an answer that is not HTTP as we take it ({error})"
            ),
            _ => DeliveryAnswer.TryLater(DeliveryFault.Unreachable, $"no answer ({error})"),
        };
}
