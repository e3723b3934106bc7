using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message of what is compared with the user directory: ids 1090.</summary>
internal static partial class ReconcileLog
{
    [LoggerMessage(
        1090,
        LogLevel.Warning,
        "{Count:N0} existing users were not sent. Set UserActivityTracking:Baseline to Send or Skip. "
            + "[operating.md: baseline-undecided]"
    )]
    public static partial void BaselineUndecided(this ILogger logger, long count);

    [LoggerMessage(
        1091,
        LogLevel.Information,
        "{Count:N0} existing users are recorded to be sent as the baseline. [operating.md: baseline]"
    )]
    public static partial void BaselineSent(this ILogger logger, long count);

    [LoggerMessage(
        1092,
        LogLevel.Warning,
        "{Count:N0} existing users were not sent, because the user directory does not say when they were created. "
            + "[operating.md: baseline]"
    )]
    public static partial void BaselineWithoutDate(this ILogger logger, long count);

    [LoggerMessage(
        1093,
        LogLevel.Information,
        "{Users} users were compared with what the endpoint knows: {Additions} additions and {Removals} removals were missing "
            + "and are recorded. [operating.md: reconcile]"
    )]
    public static partial void Reconciled(this ILogger logger, long users, long additions, long removals);

    [LoggerMessage(
        1094,
        LogLevel.Warning,
        "The user directory lists {Users} users, and {Removals} of the {Active} whom the endpoint knows as active would be removed. "
            + "That is more than is believed, so nothing more is recorded. [operating.md: reconcile-stopped]"
    )]
    public static partial void ReconcileStopped(this ILogger logger, long users, long removals, long active);

    [LoggerMessage(
        1095,
        LogLevel.Warning,
        "Users could not be compared with what the endpoint knows: {Detail} failed ({Type}). It is tried again. "
            + "[operating.md: reconcile-stopped]"
    )]
    public static partial void ReconcileFailed(this ILogger logger, string detail, string type);

    [LoggerMessage(
        1096,
        LogLevel.Information,
        "Users can be compared with what the endpoint knows again after {Duration} s. [operating.md: reconcile-stopped]"
    )]
    public static partial void ReconcilesAgain(this ILogger logger, long duration);

    [LoggerMessage(
        1097,
        LogLevel.Warning,
        "A user directory is registered, but the buffer is the journal, which does not keep what the endpoint knows of each user: "
            + "the directory is not used. Use an outbox, or remove it. [operating.md: directory-unused]"
    )]
    public static partial void DirectoryUnused(this ILogger logger);

    [LoggerMessage(
        1098,
        LogLevel.Warning,
        "{Count} users are gone from the user directory whose removal could not be recorded, because what was kept of them cannot "
            + "be read. [operating.md: reconcile]"
    )]
    public static partial void RemovalsUnreadable(this ILogger logger, long count);
}
