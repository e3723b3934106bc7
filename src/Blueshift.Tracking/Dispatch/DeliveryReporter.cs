using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Counts every attempt and says what changed: one line when delivery gets worse, one when it heals, a reminder at most every
/// 15 minutes between them. Used by the loop's task alone, but for <see cref="IsFaulty"/>.
/// </summary>
internal sealed class DeliveryReporter(
    TrackingMeter meter,
    TrackingCondition condition,
    ILogger logger,
    TimeProvider timeProvider
)
{
    // After an outage what waited is old, and on its way.
    private static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(5);

    private readonly Reminders _reminders = new(timeProvider);
    private readonly Incident _oldAge = new(timeProvider);
    private readonly GivenUpReport _givenUp = new(logger, timeProvider);
    private volatile DeliveryFaultPeriod? _period;

    // Since when it answers without a fault.
    private long? _answering;

    /// <summary>Gets whether the last answer acknowledged nothing. May be read by any thread.</summary>
    public bool IsFaulty => _period is not null;

    public void ConnectionTested(DeliveryAnswer answer, TimeSpan elapsed, BufferState state)
    {
        if (answer.Kind == AnswerKind.Verdicts)
        {
            logger.Connected((long)elapsed.TotalMilliseconds);
        }
        Answered(answer, state);
    }

    public void Answered(DeliveryAnswer answer, BufferState state)
    {
        meter.Attempted(DeliveryOutcome.Of(answer));
        CountDelivered("accepted", DeliveryOutcome.Count(answer, VerdictStatus.Accepted));
        CountDelivered("duplicate", DeliveryOutcome.Count(answer, VerdictStatus.Duplicate));
        _givenUp.Tell(state.GivenUp);
        if (answer.Fault != DeliveryFault.None)
        {
            condition.Delivers(
                answer.Kind == AnswerKind.Pause ? DeliveryState.Paused : DeliveryState.Waiting,
                FaultWords.ReasonOf(answer.Fault)
            );
            Faulty(answer, state);
        }
        else if (answer.Kind == AnswerKind.Verdicts)
        {
            condition.Delivers(DeliveryState.Delivering, ConditionReason.None);
            // A refused batch is no acknowledgement: it heals nothing.
            Healed(state);
            TellOldAge(state);
        }
        logger.Attempted(answer.Detail, answer.Verdicts.Count, state.Waiting);
    }

    /// <summary>Says what is still to be said where no answer gives occasion to. Due every minute while the endpoint is well.</summary>
    public void Idle(BufferState state)
    {
        _givenUp.Tell(state.GivenUp);
        if (!IsFaulty)
        {
            TellOldAge(state);
        }
    }

    public void Unexpected(Exception exception)
    {
        meter.Attempted(DeliveryOutcome.Fault);
        if (_reminders.IsDue("fault"))
        {
            // The type alone: a message from elsewhere may quote what it was given.
            logger.UnexpectedFault(exception.GetType().FullName!);
        }
    }

    private void CountDelivered(string verdict, int count)
    {
        if (count > 0)
        {
            meter.Delivered(verdict, count);
        }
    }

    private void Healed(BufferState state)
    {
        _reminders.Clear();
        if (_period is { } period)
        {
            _period = null;
            var lasted = timeProvider.GetElapsedTime(period.Began);
            logger.DeliveryHealed(FaultWords.Of(period.Fault), (long)lasted.TotalSeconds, state.Waiting);
        }
    }

    // An endpoint that answers and takes nothing, deferring for ever, would otherwise be silent.
    private void TellOldAge(BufferState state)
    {
        var age = state.Age(timeProvider.GetUtcNow());
        _answering ??= timeProvider.GetTimestamp();
        if (age <= BufferState.OldAge)
        {
            if (_oldAge.IsOver(out var lasted))
            {
                logger.WaitsNoMore((long)lasted.Value.TotalSeconds, state.Waiting);
            }
        }
        else if (timeProvider.GetElapsedTime(_answering.Value) >= CatchingUp && _oldAge.IsDue())
        {
            logger.StillWaiting((long)age.TotalMinutes, state.Waiting);
        }
    }

    private void Faulty(DeliveryAnswer answer, BufferState state)
    {
        _answering = null;
        _period = new DeliveryFaultPeriod(answer.Fault, _period?.Began ?? timeProvider.GetTimestamp());
        var word = FaultWords.Of(answer.Fault);
        if (!_reminders.IsDue(word))
        {
            return;
        }
        if (answer.IsRetired)
        {
            logger.InstanceRetired(answer.Detail, state.Waiting, state.Room);
        }
        else if (answer.Kind == AnswerKind.Pause)
        {
            logger.DeliveryPaused(word, answer.Detail, state.Waiting, state.Room, Assurance(state), word);
        }
        else
        {
            logger.DeliveryWaits(word, answer.Detail, state.Waiting, state.Room, Assurance(state), word);
        }
    }

    private static string Assurance(BufferState state) =>
        state.IsDurable ? "nothing is lost" : "nothing is lost unless this process ends first";
}
