using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Takes heartbeats from the library and sends none.</summary>
internal sealed class NoHeartbeats : IHeartbeatTransport
{
    public Task<HeartbeatReply> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        Task.FromResult(new HeartbeatReply { Detail = "none sent", IsNotTaken = true });
}
