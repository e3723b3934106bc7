using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Tells dead letters and drops, by what became of them in the buffer and not by what was asked for.</summary>
internal sealed class GivenUpReport(ILogger logger, TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private bool _hasBegun;
    private long _deadLettersBefore;
    private long _droppedBefore;
    private long _untoldDeadLetters;
    private long _untoldDropped;

    public void Settled(IReadOnlyList<Settlement> settlements, BufferState state)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            // What earlier processes left behind is theirs, and was told by them.
            (_deadLettersBefore, _droppedBefore) = settlements.Count == 0 ? (state.DeadLetters, state.Dropped) : (0, 0);
        }
        // Dead letters also become fewer: they expire.
        _untoldDeadLetters += Math.Max(0, state.DeadLetters - _deadLettersBefore);
        _untoldDropped += state.Dropped - _droppedBefore;
        (_deadLettersBefore, _droppedBefore) = (state.DeadLetters, state.Dropped);
        if (_untoldDeadLetters > 0 && _reminders.IsDue("dead letters"))
        {
            var latest = settlements.LastOrDefault(settlement => settlement.Kind == SettlementKind.DeadLetter);
            logger.DeadLettered(_untoldDeadLetters, latest.Reason ?? "told before");
            _untoldDeadLetters = 0;
        }
        if (_untoldDropped > 0 && _reminders.IsDue("drops"))
        {
            logger.Dropped(_untoldDropped, Reason(settlements));
            _untoldDropped = 0;
        }
    }

    private static DropReason Reason(IReadOnlyList<Settlement> settlements)
    {
        var drop = settlements.LastOrDefault(settlement => settlement.Kind == SettlementKind.Drop);
        // A dead letter for which there is no room is dropped too.
        return drop.DropReason == DropReason.None ? DropReason.DeadLettersFull : drop.DropReason;
    }
}
