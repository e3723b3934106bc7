namespace Blueshift.Tracking.Tests.Support;

/// <summary>Takes every request and answers none until the request is given up.</summary>
internal sealed class SilentEndpoint : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var givenUp = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(givenUp.SetResult);
        await givenUp.Task;
        throw new OperationCanceledException(cancellationToken);
    }
}
