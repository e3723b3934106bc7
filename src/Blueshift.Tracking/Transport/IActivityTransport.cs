namespace Blueshift.Tracking.Transport;

/// <summary>Carries batches to the endpoint and says what the endpoint answered.</summary>
internal interface IActivityTransport
{
    /// <summary>Sends one batch, once. Does not throw for anything that a network or an endpoint can do.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; whether the endpoint has the batch is unknown.</exception>
    Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken);
}
