namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Sends each batch for real, and loses every second answer: the endpoint has committed what nobody acknowledged.</summary>
internal sealed class ForgetfulHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Interlocked.Increment(ref _requests) % 2 == 1)
        {
            return response;
        }
        // Wait for the answer's end, and so for the commit.
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        response.Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }
}
