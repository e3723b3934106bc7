namespace Blueshift.Tracking;

/// <summary>Says how a comparison of users ended.</summary>
public enum ReconcileOutcome
{
    /// <summary>Tracking is off, there is no user directory, or no outbox: nothing was compared.</summary>
    Off,

    /// <summary>All users were compared, and what was missing is recorded; of a dry run it is counted.</summary>
    Completed,

    /// <summary>There were more removals than are believed, and nothing more is recorded: see <see cref="ReconcileRequest.MaxRemovalFraction"/>.</summary>
    Stopped,

    /// <summary>Another comparison is under way, here or in another process.</summary>
    Busy,

    /// <summary>The user directory or the database failed. What was recorded until then stays; the log says what kind of fault it was.</summary>
    Faulted,
}
