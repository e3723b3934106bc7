using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Stands for an endpoint that takes heartbeats, where the network is not what is measured.</summary>
internal sealed class AcceptingHeartbeats(TimeProvider timeProvider) : IHeartbeatTransport
{
    public Task<HeartbeatReply> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        Task.FromResult(
            new HeartbeatReply
            {
                Detail = "HTTP 200",
                Answer = new HeartbeatAnswer { ServerTime = timeProvider.GetUtcNow() },
            }
        );
}
