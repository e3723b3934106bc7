namespace Blueshift.Tracking.Transport;

/// <summary>
/// Reads an answer to its end inside the pipeline, so that the one deadline covers its last byte, and never more of it than
/// an answer of the contract can have.
/// </summary>
internal sealed class AnswerLimitHandler : DelegatingHandler
{
    public const int MaxBytes = 256 * 1024;

    // A whole batch of verdicts.
    private const int FirstBytes = 48 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            CheckLength(response);
            var body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
            var content = new BodyContent(body);
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

    // .NET takes the answer of several lengths, or of none that is a number, as it likes: who frames so may mean two answers.
    private static void CheckLength(HttpResponseMessage response)
    {
        if (
            response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)
            && (lengths.Count != 1 || !lengths.ToString().All(char.IsAsciiDigit))
        )
        {
            throw new UnreadableAnswerException(
                DeliveryFault.NotOurEndpoint,
                $"HTTP {(int)response.StatusCode} with a Content-Length that is no length"
            );
        }
    }

    private static async Task<BodyBuffer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new BodyBuffer(FirstBytes);
            try
            {
                int read;
                while ((read = await stream.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    body.Advance(read);
                    if (body.Length > MaxBytes)
                    {
                        throw new UnreadableAnswerException(
                            DeliveryFault.NotOurEndpoint,
                            $"HTTP {(int)response.StatusCode} with a body of over {MaxBytes} bytes"
                        );
                    }
                }
                return body;
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
