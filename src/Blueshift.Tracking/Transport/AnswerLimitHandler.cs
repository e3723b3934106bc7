namespace Blueshift.Tracking.Transport;

/// <summary>
/// Reads an answer to its end inside the pipeline, so that the one deadline covers its last byte, and never more of it than
/// an answer of the contract can have.
/// </summary>
internal sealed class AnswerLimitHandler : DelegatingHandler
{
    public const int MaxBytes = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = response.Content.Headers.ContentType;
            response.Content.Dispose();
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var chunk = new byte[16 * 1024];
            int read;
            while ((read = await ReadChunkAsync(stream, chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > MaxBytes)
                {
                    throw new UnreadableAnswerException(
                        DeliveryFault.NotOurEndpoint,
                        $"HTTP {(int)response.StatusCode} with a body of over {MaxBytes} bytes"
                    );
                }
                await body.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
            return body.ToArray();
        }

        async ValueTask<int> ReadChunkAsync(Stream source, byte[] chunk, CancellationToken token)
        {
            try
            {
                return await source.ReadAsync(chunk, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                throw new UnreadableAnswerException(
                    DeliveryFault.Unreachable,
                    $"HTTP {(int)response.StatusCode} whose body broke off"
                );
            }
        }
    }
}
