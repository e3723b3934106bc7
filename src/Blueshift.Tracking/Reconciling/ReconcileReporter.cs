using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what was found and what keeps users from being compared, in counts alone. Safe for several threads.</summary>
internal sealed class ReconcileReporter(TrackingCondition condition, ILogger logger, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Incident _failing = new(timeProvider);
    private readonly Incident _away = new(timeProvider);
    private DirectoryCondition _directory = DirectoryCondition.Unknown;
    private bool _isUndecidedTold;
    private long _failedAt;

    /// <summary>Notes how things stand.</summary>
    public void Stands(ReconcileStanding standing)
    {
        if (_away.IsOver(out var lasted) && !_failing.IsOn)
        {
            logger.ReconcilesAgain((long)lasted.Value.TotalSeconds);
        }
        // Another process has compared since.
        if (
            !standing.IsHeld
            && _failing.IsOn
            && standing.SinceCompleted < timeProvider.GetElapsedTime(Volatile.Read(ref _failedAt))
        )
        {
            Works();
        }
        lock (_lock)
        {
            _directory = standing.Directory;
            Tell();
            if (
                standing.IsHeld
                && _directory is { Baseline: BaselineState.Undecided, Unsent: > 0 }
                && !_isUndecidedTold
            )
            {
                _isUndecidedTold = true;
                logger.BaselineUndecided(_directory.Unsent);
            }
        }
    }

    /// <summary>Notes what became of the users who were there before.</summary>
    public void Baseline(DirectoryCondition directory, long sent)
    {
        lock (_lock)
        {
            _directory = directory with { IsStopped = _directory.IsStopped };
            Tell();
        }
        if (sent > 0)
        {
            logger.BaselineSent(sent);
        }
        if (directory is { Baseline: BaselineState.Sent, Unsent: > 0 })
        {
            logger.BaselineWithoutDate(directory.Unsent);
        }
    }

    /// <summary>Notes how a comparison ended.</summary>
    public void Ended(ReconcileReport report)
    {
        var isStopped = report.Outcome == ReconcileOutcome.Stopped;
        Works();
        lock (_lock)
        {
            _directory = _directory with { IsStopped = isStopped };
            Tell();
        }
        if (isStopped)
        {
            logger.ReconcileStopped(report.Users, report.Removals + report.Unreadable, report.KnownActive);
        }
        else
        {
            logger.Reconciled(report.Users, report.Additions, report.Removals);
            if (report.Unreadable > 0)
            {
                logger.RemovalsUnreadable(report.Unreadable);
            }
        }
    }

    /// <summary>Notes that one could not be carried out.</summary>
    public void Failed(Exception exception)
    {
        Volatile.Write(ref _failedAt, timeProvider.GetTimestamp());
        var isDue = _failing.IsDue();
        lock (_lock)
        {
            Tell();
        }
        if (isDue)
        {
            Tell(exception);
        }
    }

    /// <summary>Notes that nobody can say how things stand. Health has it from the outbox itself.</summary>
    public void Away(Exception exception)
    {
        if (_away.IsDue())
        {
            Tell(exception);
        }
    }

    private void Works()
    {
        if (_failing.IsOver(out var lasted))
        {
            logger.ReconcilesAgain((long)lasted.Value.TotalSeconds);
        }
    }

    // The type alone: a message from elsewhere may quote a user.
    private void Tell(Exception exception)
    {
        var fault = exception as DirectoryFaultException;
        logger.ReconcileFailed(
            fault is null ? "the outbox" : "the user directory",
            fault?.Type ?? exception.GetType().FullName!
        );
    }

    private void Tell() => condition.Directory = _directory with { IsStopped = _directory.IsStopped || _failing.IsOn };
}
