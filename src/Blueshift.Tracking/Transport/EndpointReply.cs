namespace Blueshift.Tracking.Transport;

/// <summary>Is what came back of one request: an answer, whoever gave it, or why there is none.</summary>
internal sealed class EndpointReply : IDisposable
{
    private readonly HttpResponseMessage? _response;

    public EndpointReply(HttpResponseMessage response, DateTimeOffset now)
    {
        _response = response;
        Received = ReceivedAnswer.Of(response, now);
    }

    public EndpointReply(DeliveryAnswer failure) => Failure = failure;

    /// <summary>Gets the answer, until this is disposed; <see langword="null"/> when there is a <see cref="Failure"/>.</summary>
    public ReceivedAnswer? Received { get; }

    public DeliveryAnswer? Failure { get; }

    /// <summary>Gives the answer's memory back, when it is read.</summary>
    public void Return() => ((BodyContent)_response!.Content).Return();

    public void Dispose() => _response?.Dispose();
}
