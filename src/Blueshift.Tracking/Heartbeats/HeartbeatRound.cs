using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Looks once whether a heartbeat is due here, and sends it. Used by the loop alone.</summary>
internal sealed class HeartbeatRound
{
    private readonly IHeartbeatTurn _turn;
    private readonly HeartbeatSender _sender;
    private readonly HeartbeatSchedule _schedule;
    private readonly HeartbeatOrders _orders;
    private readonly HeartbeatReporter _reporter;
    private long _refusedTold;

    public HeartbeatRound(
        IHeartbeatTurn turn,
        HeartbeatSender sender,
        HeartbeatSchedule schedule,
        HeartbeatOrders orders,
        HeartbeatReporter reporter
    )
    {
        _turn = turn;
        _sender = sender;
        _schedule = schedule;
        _orders = orders;
        _reporter = reporter;
    }

    /// <summary>Looks, and sends one if it is due. It throws nothing but for the stop.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The loop cannot end.")]
    public async Task RunAsync(DeliveryState state, CancellationToken stop)
    {
        try
        {
            if (await IsDueAsync(stop).ConfigureAwait(false))
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

    /// <summary>Gives the turn back, and sends the last one if nobody is left who goes on and the endpoint is there. It throws nothing.</summary>
    /// <param name="isAnswering">Whether the endpoint takes what delivery sends.</param>
    /// <param name="cancellationToken">Ends it when there is no more time.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The stop goes on.")]
    public async Task EndAsync(bool isAnswering, CancellationToken cancellationToken)
    {
        try
        {
            var isLast = await _turn.LeaveAsync(cancellationToken).ConfigureAwait(false);
            if (isLast && isAnswering && _schedule.IsHeard)
            {
                var sent = await _sender
                    .SendAsync(DeliveryState.Stopping, _orders.Forgotten, cancellationToken)
                    .ConfigureAwait(false);
                _reporter.Sent(sent);
            }
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

    private async Task<bool> IsDueAsync(CancellationToken stop)
    {
        // Who asks for the turn keeps it from others, who may be luckier.
        if (_schedule.IsBackingOff)
        {
            return false;
        }
        var turn = await _turn.TakeAsync(stop).ConfigureAwait(false);
        if (turn.IsOurs)
        {
            return _schedule.IsDue(_sender.News(_orders.Forgotten.Count));
        }
        _schedule.NotOurs();
        _reporter.SentElsewhere(turn.Ahead);
        // What was refused here nobody else knows of.
        return _sender.Refused > _refusedTold && _schedule.MayTellBeside();
    }

    private async Task SendAsync(DeliveryState state, CancellationToken stop)
    {
        var refused = _sender.Refused;
        var sent = await _sender.SendAsync(state, _orders.Forgotten, stop).ConfigureAwait(false);
        _reporter.Sent(sent);
        if (sent.Reply.Answer is { } answer)
        {
            _refusedTold = refused;
            _schedule.Taken(answer.NextIn, sent.HasMore, sent.News);
            _orders.Told();
            await _turn.NoteClockAsync(sent.Skew, stop).ConfigureAwait(false);
            await _orders.FollowAsync(answer, stop).ConfigureAwait(false);
            return;
        }
        if (sent.IsNotTaken)
        {
            _schedule.NotTaken();
        }
        else
        {
            _schedule.Failed();
        }
        // A refused credential or a wall may be this host's alone.
        await _turn.PassOnAsync(stop).ConfigureAwait(false);
    }
}
