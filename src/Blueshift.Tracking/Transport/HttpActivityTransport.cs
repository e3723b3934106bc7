namespace Blueshift.Tracking.Transport;

/// <summary>Posts batches over the wire contract.</summary>
internal sealed class HttpActivityTransport(EndpointClient endpoint, UserActivityTrackingOptions options)
    : IActivityTransport
{
    private readonly Uri _address = endpoint.Address("/v1/activities");
    private volatile bool _compress = options.Delivery.Compression == DeliveryCompression.Gzip;

    public async Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(batch, _compress, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == AnswerKind.CompressionRefused)
        {
            _compress = false;
            answer = await ExchangeAsync(batch, compress: false, cancellationToken).ConfigureAwait(false);
        }
        return answer;
    }

    private async Task<DeliveryAnswer> ExchangeAsync(
        OutgoingBatch batch,
        bool compress,
        CancellationToken cancellationToken
    )
    {
        using var content = BatchContent.Create(batch, compress, out var compressed);
        using var reply = await endpoint.PostAsync(_address, content, cancellationToken).ConfigureAwait(false);
        if (reply.Received is not { } received)
        {
            return reply.Failure!;
        }
        var answer = AnswerClassifier.Classify(received, batch, compressed);
        if (answer.Kind == AnswerKind.Verdicts)
        {
            // The endpoint read the request to its end, and its answer is read: nobody holds the memory any more.
            content.Return();
            reply.Return();
        }
        return answer;
    }
}
