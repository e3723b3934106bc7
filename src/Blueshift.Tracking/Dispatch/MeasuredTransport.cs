using System.Diagnostics;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Measures each request to the endpoint, and makes its span.</summary>
/// <param name="transport">Carries it out.</param>
/// <param name="meter">Is told how long it took.</param>
/// <param name="host">The endpoint's host.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class MeasuredTransport(
    IActivityTransport transport,
    TrackingMeter meter,
    string host,
    TimeProvider timeProvider
) : IActivityTransport
{
    public async Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        using var span = TrackingTrace.Deliver(batch.Activities.Count, host);
        var began = timeProvider.GetTimestamp();
        var outcome = DeliveryOutcome.Fault;
        var isFailure = true;
        try
        {
            var answer = await transport.SendAsync(batch, cancellationToken).ConfigureAwait(false);
            outcome = DeliveryOutcome.Of(answer);
            isFailure = answer.Kind != AnswerKind.Verdicts;
            Count(span, answer);
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody knows what came of it: no failure, and no duration that says anything.
            outcome = DeliveryOutcome.Stopped;
            isFailure = false;
            throw;
        }
        finally
        {
            if (outcome != DeliveryOutcome.Stopped)
            {
                meter.Delivering(outcome, timeProvider.GetElapsedTime(began));
            }
            TrackingTrace.End(span, outcome, isFailure);
        }
    }

    private static void Count(Activity? span, DeliveryAnswer answer)
    {
        if (span is not null && answer.Kind == AnswerKind.Verdicts)
        {
            TrackingTrace.Count(span, "accepted", DeliveryOutcome.Count(answer, VerdictStatus.Accepted));
            TrackingTrace.Count(span, "duplicate", DeliveryOutcome.Count(answer, VerdictStatus.Duplicate));
            TrackingTrace.Count(span, "rejected", DeliveryOutcome.Count(answer, VerdictStatus.Rejected));
            TrackingTrace.Count(span, "deferred", DeliveryOutcome.Count(answer, VerdictStatus.Deferred));
        }
    }
}
