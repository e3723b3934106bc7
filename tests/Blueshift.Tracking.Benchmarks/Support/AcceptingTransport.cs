using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Stands for an endpoint that answers, where the network is not what is measured: it accepts everything at once.</summary>
internal sealed class AcceptingTransport : IActivityTransport
{
    public Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken) =>
        Task.FromResult(
            DeliveryAnswer.Of(
                batch
                    .Activities.Select(_ => new Verdict(VerdictStatus.Accepted, Reason: null, RetryAfter: null))
                    .ToList()
            )
        );
}
