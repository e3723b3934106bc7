using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Polly.Timeout;

namespace Blueshift.Tracking.Transport;

/// <summary>Posts batches over the wire contract.</summary>
internal sealed class HttpActivityTransport : IActivityTransport, IDisposable
{
    private const string Path = "/v1/activities";

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue Problem = new(ProblemDocument.MediaType);
    private static readonly ProductInfoHeaderValue Product = new(
        "Blueshift.Tracking",
        typeof(HttpActivityTransport).Assembly.GetName().Version!.ToString(3)
    );

    private readonly HttpClient _client;
    private readonly ICredential _credential;
    private readonly TimeProvider _timeProvider;
    private readonly Uri _address;
    private volatile bool _compress;

    public HttpActivityTransport(
        HttpClient client,
        ICredential credential,
        UserActivityTrackingOptions options,
        TimeProvider timeProvider
    )
    {
        _client = client;
        _credential = credential;
        _timeProvider = timeProvider;
        _address = new Uri(options.Endpoint!.AbsoluteUri.TrimEnd('/') + Path);
        _compress = options.Delivery.Compression == DeliveryCompression.Gzip;
    }

    public async Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(batch, _compress, cancellationToken).ConfigureAwait(false);
        if (answer.Fault == DeliveryFault.CredentialRefused && _credential.Reread())
        {
            answer = await ExchangeAsync(batch, _compress, cancellationToken).ConfigureAwait(false);
        }
        if (answer.Kind == AnswerKind.CompressionRefused)
        {
            _compress = false;
            answer = await ExchangeAsync(batch, compress: false, cancellationToken).ConfigureAwait(false);
        }
        return answer;
    }

    public void Dispose() => _client.Dispose();

    private async Task<DeliveryAnswer> ExchangeAsync(
        OutgoingBatch batch,
        bool compress,
        CancellationToken cancellationToken
    )
    {
        using var content = BatchContent.Create(batch, compress, out var compressed);
        using var request = Request(content);
        try
        {
            using var response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            var received = ReceivedAnswer.Of(response, _timeProvider.GetUtcNow());
            var answer = AnswerClassifier.Classify(received, batch, compressed);
            if (answer.Kind == AnswerKind.Verdicts)
            {
                // The endpoint read the request to its end, and its answer is read: nobody holds the memory any more.
                content.Return();
                ((BodyContent)response.Content).Return();
            }
            return answer;
        }
        catch (UnreadableAnswerException exception)
        {
            return DeliveryAnswer.TryLater(exception.Fault, exception.Message);
        }
        catch (TimeoutRejectedException)
        {
            return DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no whole answer within Delivery:RequestTimeout");
        }
        catch (HttpRequestException exception)
        {
            return NoAnswer(exception.HttpRequestError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // SocketsHttpHandler's own connect timeout.
            return DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no connection within 10 seconds");
        }
    }

    private HttpRequestMessage Request(BodyContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _credential.Current());
        request.Headers.Accept.Add(Json);
        request.Headers.Accept.Add(Problem);
        request.Headers.UserAgent.Add(Product);
        return request;
    }

    // The kind alone: a message of the network stack may name hosts and addresses of the host's network.
    private static DeliveryAnswer NoAnswer(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.SecureConnectionError => DeliveryAnswer.TryLater(
                DeliveryFault.TlsRefused,
                "no TLS connection that may be trusted"
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
