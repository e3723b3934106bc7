using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>
/// Tells the endpoint how this side is doing: at the start, when it is due, when something changed, and at the stop. Beside delivery,
/// which never waits for it. One task runs it; nothing it meets ends it.
/// </summary>
internal sealed class HeartbeatLoop
{
    private readonly HeartbeatRound _round;
    private readonly HeartbeatSchedule _schedule;
    private readonly TrackingCondition _condition;

    public HeartbeatLoop(HeartbeatRound round, HeartbeatSchedule schedule, TrackingCondition condition)
    {
        _round = round;
        _schedule = schedule;
        _condition = condition;
    }

    /// <summary>Runs until the token is cancelled, then returns; it throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                // The connection test is the first request; and while nobody answers, delivery alone asks whether somebody
                // does: two would ask more often than one may.
                await _condition.WhenAnsweringAsync(stop).ConfigureAwait(false);
                var state = _condition.Delivery.State;
                if (state != DeliveryState.Waiting)
                {
                    await _round.RunAsync(state, stop).ConfigureAwait(false);
                    await _schedule.WaitAsync(stop).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop itself.
        }
    }

    /// <summary>Gives the turn to another process, or sends the last one, if the endpoint is there and there is time.</summary>
    /// <param name="atMost">How long it may take.</param>
    /// <param name="cancellationToken">The host's own deadline.</param>
    public async Task SendLastAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }
        using var deadline = _schedule.Deadline(atMost);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await _round
            .EndAsync(_condition.Delivery.State == DeliveryState.Delivering, either.Token)
            .ConfigureAwait(false);
    }
}
