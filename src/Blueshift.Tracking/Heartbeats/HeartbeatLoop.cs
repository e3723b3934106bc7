using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>
/// Tells the endpoint how this side is doing: at the start, when it is due, when something changed, and at the stop. Beside delivery,
/// which never waits for it. One task runs it; nothing it meets ends it.
/// </summary>
internal sealed class HeartbeatLoop
{
    private readonly HeartbeatSender _sender;
    private readonly HeartbeatSchedule _schedule;
    private readonly HeartbeatOrders _orders;
    private readonly HeartbeatReporter _reporter;
    private readonly TrackingCondition _condition;

    public HeartbeatLoop(
        HeartbeatSender sender,
        HeartbeatSchedule schedule,
        HeartbeatOrders orders,
        HeartbeatReporter reporter,
        TrackingCondition condition
    )
    {
        _sender = sender;
        _schedule = schedule;
        _orders = orders;
        _reporter = reporter;
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
                    await RoundAsync(state, stop).ConfigureAwait(false);
                    await _schedule.WaitAsync(stop).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The stop itself.
        }
    }

    /// <summary>Sends the last one, if the endpoint is there and there is time.</summary>
    /// <param name="atMost">How long it may take.</param>
    /// <param name="cancellationToken">The host's own deadline.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The stop goes on.")]
    public async Task SendLastAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (atMost <= TimeSpan.Zero || _condition.Delivery.State != DeliveryState.Delivering || !_schedule.IsTaken)
        {
            return;
        }
        using var deadline = _schedule.Deadline(atMost);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var sent = await _sender
                .SendAsync(DeliveryState.Stopping, _orders.Forgotten, either.Token)
                .ConfigureAwait(false);
            _reporter.Sent(sent);
        }
        catch (OperationCanceledException)
        {
            // There was no time.
        }
        catch (Exception exception)
        {
            _reporter.Unexpected(exception);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The loop cannot end.")]
    private async Task RoundAsync(DeliveryState state, CancellationToken stop)
    {
        try
        {
            if (_schedule.IsDue(_sender.News(_orders.Forgotten.Count)))
            {
                await SendAsync(state, stop).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _schedule.Failed();
            _reporter.Unexpected(exception);
        }
    }

    private async Task SendAsync(DeliveryState state, CancellationToken stop)
    {
        var sent = await _sender.SendAsync(state, _orders.Forgotten, stop).ConfigureAwait(false);
        _reporter.Sent(sent);
        if (sent.Reply.Answer is { } answer)
        {
            _schedule.Taken(answer.NextIn, sent.HasMore, sent.News);
            _orders.Told();
            await _orders.FollowAsync(answer, stop).ConfigureAwait(false);
        }
        else if (sent.IsNotTaken)
        {
            _schedule.NotTaken();
        }
        else
        {
            _schedule.Failed();
        }
    }
}
