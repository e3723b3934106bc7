namespace Blueshift.Tracking.Transport;

/// <summary>
/// Tells a request that broke on a pooled connection before any answer, which is worth one retry at once, from one that broke
/// on a new connection, which is the endpoint's doing.
/// </summary>
internal sealed class StaleConnectionHandler : DelegatingHandler
{
    private int _opened;

    /// <summary>Counts a connection that is ready for its first request.</summary>
    public ValueTask<Stream> CountAsync(
        SocketsHttpPlaintextStreamFilterContext context,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref _opened);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var openedBefore = Volatile.Read(ref _opened);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
            when (openedBefore > 0 && openedBefore == Volatile.Read(ref _opened) && BrokeBeforeAnswer(exception))
        {
            throw new StaleConnectionException(exception);
        }
    }

    private static bool BrokeBeforeAnswer(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown
        && exception.InnerException is IOException;
}
