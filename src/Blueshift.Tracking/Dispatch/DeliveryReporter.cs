using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Counts every attempt and says what changed: one line when delivery gets worse, one when it heals, a reminder at most every
/// 15 minutes between them.
/// </summary>
internal sealed class DeliveryReporter(TrackingMeter meter, ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(15);

    // Written by the loop's task alone.
    private volatile DeliveryFaultPeriod? _period;
    private DateTimeOffset _deadLettersTold = DateTimeOffset.MinValue;
    private long _deadLetters;

    /// <summary>Gets whether the last answer acknowledged nothing. May be read by any thread.</summary>
    public bool IsFaulty => _period is not null;

    public void ConnectionTested(DeliveryAnswer answer, TimeSpan elapsed, BufferState state)
    {
        if (answer.Kind == AnswerKind.Verdicts)
        {
            logger.Connected((long)elapsed.TotalMilliseconds);
        }
        Answered(answer, [], state);
    }

    public void Answered(DeliveryAnswer answer, IReadOnlyList<Settlement> settlements, BufferState state)
    {
        meter.Attempted(Outcome(answer));
        CountDelivered("accepted", answer.Verdicts.Count(verdict => verdict.Status == VerdictStatus.Accepted));
        CountDelivered("duplicate", answer.Verdicts.Count(verdict => verdict.Status == VerdictStatus.Duplicate));
        CountDeadLetters(settlements);
        if (answer.Fault == DeliveryFault.None)
        {
            Healed(state);
        }
        else
        {
            Faulty(answer, state);
        }
        logger.Attempted(answer.Detail, answer.Verdicts.Count, state.Waiting);
    }

    public void Unexpected(Exception exception)
    {
        meter.Attempted("fault");
        // The type alone: a message from elsewhere may quote what it was given.
        logger.UnexpectedFault(exception.GetType().FullName!);
    }

    private static string Outcome(DeliveryAnswer answer) =>
        answer.Kind switch
        {
            AnswerKind.Verdicts => "answered",
            AnswerKind.BatchRefused => "batch-refused",
            _ => FaultWords.Of(answer.Fault),
        };

    private void Healed(BufferState state)
    {
        if (_period is not { } period)
        {
            return;
        }
        _period = null;
        logger.DeliveryHealed(FaultWords.Of(period.Fault), timeProvider.GetUtcNow() - period.Began, state.Waiting);
    }

    private void Faulty(DeliveryAnswer answer, BufferState state)
    {
        var now = timeProvider.GetUtcNow();
        var period = _period;
        if (period is not null && period.Fault == answer.Fault && now - period.Told < ReminderInterval)
        {
            return;
        }
        _period = new DeliveryFaultPeriod(answer.Fault, period?.Began ?? now, now);
        var word = FaultWords.Of(answer.Fault);
        if (answer.Kind == AnswerKind.Pause)
        {
            logger.DeliveryPaused(word, answer.Detail, state.Waiting, Room(state), word);
        }
        else
        {
            logger.DeliveryWaits(word, answer.Detail, state.Waiting, Room(state), word);
        }
    }

    private void CountDelivered(string verdict, int count)
    {
        if (count > 0)
        {
            meter.Delivered(verdict, count);
        }
    }

    private static long Room(BufferState state)
    {
        const int TypicalBytes = 320;
        var each = state.Waiting == 0 ? TypicalBytes : Math.Max(1, state.Bytes / state.Waiting);
        return (state.BytesLimit - state.Bytes) / each;
    }

    private void CountDeadLetters(IReadOnlyList<Settlement> settlements)
    {
        var now = timeProvider.GetUtcNow();
        var added = settlements.Where(settlement => settlement.Kind == SettlementKind.DeadLetter).ToList();
        _deadLetters += added.Count;
        if (added.Count > 0 && now - _deadLettersTold >= ReminderInterval)
        {
            logger.DeadLettered(_deadLetters, added[0].Reason!);
            _deadLettersTold = now;
            _deadLetters = 0;
        }
    }
}
