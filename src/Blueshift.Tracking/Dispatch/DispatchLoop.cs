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
    private readonly BatchSettling _settling;
    private readonly BatchFlights _flights;
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
        _settling = new BatchSettling(buffer, policies, reporter);
        _flights = new BatchFlights(buffer, transport, policies, reporter, _settling);
        _wait = ResiliencePipelines.DeliveryWait<DispatchRound>(round => round.Wait, policies.TimeProvider);
    }

    /// <summary>Gets whether the last answer acknowledged nothing. May be read by any thread.</summary>
    public bool IsFaulty => _reporter.IsFaulty;

    /// <summary>Runs until the token is cancelled, then returns; it throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Func<CancellationToken, ValueTask<DispatchRound>> rounds = RoundsAsync;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _wait.ExecuteAsync(rounds, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop itself.
        }
        await _flights.EndAsync().ConfigureAwait(false);
    }

    // Up to a wait, which is the pipeline's.
    private async ValueTask<DispatchRound> RoundsAsync(CancellationToken stop)
    {
        DispatchRound round;
        do
        {
            round = await RoundAsync(stop).ConfigureAwait(false);
        } while (round.Wait is null && !stop.IsCancellationRequested);
        return round;
    }

    // Must not throw but for the stop: an exception here would end delivery for the life of the process.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The loop cannot end.")]
    private async ValueTask<DispatchRound> RoundAsync(CancellationToken stop)
    {
        try
        {
            return _isConnected
                ? await _flights.NextAsync(stop).ConfigureAwait(false)
                : await ConnectAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _reporter.Unexpected(exception);
            return new DispatchRound(_policies.Schedule.Retry(retryAfter: null));
        }
    }

    private async ValueTask<DispatchRound> ConnectAsync(CancellationToken stop)
    {
        var began = _policies.TimeProvider.GetTimestamp();
        var answer = await _transport.SendAsync(new OutgoingBatch(), stop).ConfigureAwait(false);
        _isConnected = answer.Kind == AnswerKind.Verdicts;
        if (answer.Kind == AnswerKind.BatchRefused)
        {
            answer = DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, answer.Detail);
        }
        _reporter.ConnectionTested(answer, _policies.TimeProvider.GetElapsedTime(began), _buffer.GetState());
        if (!_isConnected)
        {
            return _settling.Waiting(answer, isFurther: false);
        }
        _policies.Schedule.Answered();
        return DispatchRound.Done;
    }
}
