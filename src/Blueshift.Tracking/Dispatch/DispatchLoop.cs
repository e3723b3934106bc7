using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Polly;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Claims, sends and settles, round after round, until it is told to stop. One task runs it; nothing it meets ends it.
/// </summary>
internal sealed class DispatchLoop
{
    private readonly IActivityBuffer _buffer;
    private readonly IActivityTransport _transport;
    private readonly DispatchPolicies _policies;
    private readonly DeliveryReporter _reporter;
    private readonly ResiliencePipeline<DispatchRound> _wait;

    // Touched by the loop's task alone.
    private bool _isConnected;

    public DispatchLoop(
        IActivityBuffer buffer,
        IActivityTransport transport,
        DispatchPolicies policies,
        DeliveryReporter reporter
    )
    {
        _buffer = buffer;
        _transport = transport;
        _policies = policies;
        _reporter = reporter;
        _wait = ResiliencePipelines.DeliveryWait<DispatchRound>(round => round.Wait, policies.TimeProvider);
    }

    /// <summary>Runs until the token is cancelled, then returns; it throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _wait.ExecuteAsync(RoundAsync, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop itself.
        }
    }

    // Must not throw but for the stop: an exception here would end delivery for the life of the process.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The loop cannot end.")]
    private async ValueTask<DispatchRound> RoundAsync(CancellationToken stop)
    {
        try
        {
            return _isConnected
                ? await DeliverAsync(stop).ConfigureAwait(false)
                : await ConnectAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _reporter.Unexpected(exception);
            return Retry();
        }
    }

    private async ValueTask<DispatchRound> ConnectAsync(CancellationToken stop)
    {
        var began = _policies.TimeProvider.GetTimestamp();
        var answer = await _transport.SendAsync(OutgoingBatch.ConnectionTest, stop).ConfigureAwait(false);
        _isConnected = answer.Kind == AnswerKind.Verdicts;
        if (answer.Kind == AnswerKind.BatchRefused)
        {
            answer = DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, answer.Detail);
        }
        _reporter.ConnectionTested(answer, _policies.TimeProvider.GetElapsedTime(began), _buffer.GetState());
        return _isConnected ? Answered(held: null) : Waiting(answer);
    }

    private async ValueTask<DispatchRound> DeliverAsync(CancellationToken stop)
    {
        await _buffer.WaitAsync(stop).ConfigureAwait(false);
        await LingerAsync(stop).ConfigureAwait(false);
        var sizes = _policies.Sizes;
        var claim = await _buffer.ClaimAsync(sizes.MaxCount, sizes.MaxStoredBytes, stop).ConfigureAwait(false);
        if (claim is null)
        {
            return DispatchRound.Done;
        }
        var round = await SendAsync(claim, stop).ConfigureAwait(false);
        // Last: whoever waits for a flush finds everything counted and told.
        _policies.Flush.Settled(_buffer.GetState().SettledThrough);
        return round;
    }

    private async ValueTask<DispatchRound> SendAsync(Claim claim, CancellationToken stop)
    {
        DeliveryAnswer answer;
        try
        {
            answer = await _transport.SendAsync(Outgoing(claim), stop).ConfigureAwait(false);
        }
        catch
        {
            await SettleAsync(claim, All(claim, Settlement.Release)).ConfigureAwait(false);
            throw;
        }
        return await SettleAsync(claim, answer).ConfigureAwait(false);
    }

    private async ValueTask LingerAsync(CancellationToken stop)
    {
        var state = _buffer.GetState();
        if (!_reporter.IsFaulty && state.Waiting - state.Parked < _policies.Sizes.MaxCount)
        {
            await _policies.Flush.LingerAsync(_policies.Linger, stop).ConfigureAwait(false);
        }
    }

    private ValueTask<DispatchRound> SettleAsync(Claim claim, DeliveryAnswer answer) =>
        answer.Kind switch
        {
            AnswerKind.Verdicts => SettleByVerdictAsync(claim, answer),
            AnswerKind.BatchRefused => SettleRefusedAsync(claim, answer),
            _ => ReleaseAsync(claim, answer),
        };

    private async ValueTask<DispatchRound> SettleByVerdictAsync(Claim claim, DeliveryAnswer answer)
    {
        _policies.Sizes.Accepted(claim.Activities.Count);
        var now = _policies.TimeProvider.GetUtcNow();
        var settlements = answer.Verdicts.Select(verdict => VerdictPolicy.Settle(verdict, now)).ToArray();
        await SettleAsync(claim, settlements).ConfigureAwait(false);
        _reporter.Answered(answer, settlements, _buffer.GetState());
        return Answered(VerdictPolicy.HoldBack(answer.Verdicts));
    }

    private async ValueTask<DispatchRound> SettleRefusedAsync(Claim claim, DeliveryAnswer answer)
    {
        var isAtFault = _policies.Sizes.Refused(claim.Activities.Count, answer);
        if (!isAtFault && claim.Activities.Count == 1)
        {
            var everybody = $"{answer.Detail}, to {BatchSizePolicy.MaxRefusedAlone} activities sent alone";
            return await ReleaseAsync(claim, DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, everybody))
                .ConfigureAwait(false);
        }
        var settlements = All(claim, isAtFault ? Settlement.DeadLetter("batch-refused") : Settlement.Release);
        await SettleAsync(claim, settlements).ConfigureAwait(false);
        _reporter.Answered(answer, settlements, _buffer.GetState());
        return DispatchRound.Done;
    }

    private async ValueTask<DispatchRound> ReleaseAsync(Claim claim, DeliveryAnswer answer)
    {
        await SettleAsync(claim, All(claim, Settlement.Release)).ConfigureAwait(false);
        _reporter.Answered(answer, [], _buffer.GetState());
        return Waiting(answer);
    }

    private DispatchRound Answered(TimeSpan? held)
    {
        _policies.Schedule.Answered();
        return new DispatchRound(held is { } asked ? DeliverySchedule.HoldBack(asked) : null);
    }

    private DispatchRound Waiting(DeliveryAnswer answer) =>
        answer.Kind == AnswerKind.TryLater ? Retry(answer.RetryAfter) : new DispatchRound(_policies.Schedule.Pause());

    private DispatchRound Retry(TimeSpan? retryAfter = null) => new(_policies.Schedule.Retry(retryAfter));

    // A settlement is finished even while stopping: what the endpoint has is not to be sent again.
    private ValueTask SettleAsync(Claim claim, IReadOnlyList<Settlement> settlements) =>
        _buffer.SettleAsync(claim, settlements, CancellationToken.None);

    private static OutgoingBatch Outgoing(Claim claim) =>
        new(
            claim.Source,
            claim
                .Activities.Select(activity => new OutgoingActivity(activity.Sequence, activity.Id, activity.Bytes))
                .ToArray()
        );

    private static Settlement[] All(Claim claim, Settlement settlement)
    {
        var settlements = new Settlement[claim.Activities.Count];
        Array.Fill(settlements, settlement);
        return settlements;
    }
}
