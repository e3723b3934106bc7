namespace Blueshift.Tracking.Transport;

/// <summary>Carries heartbeats to the endpoint and says what the endpoint answered.</summary>
internal interface IHeartbeatTransport
{
    /// <summary>Sends one heartbeat, once. Does not throw for anything that a network or an endpoint can do.</summary>
    /// <param name="body">The heartbeat in JSON.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; whether the endpoint has it is unknown.</exception>
    Task<HeartbeatReply> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
