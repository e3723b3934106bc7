using System.Globalization;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Health;

/// <summary>
/// Says in one sentence what to do about each reason. docs/operating.md has a page for each, under the reason's word.
/// </summary>
internal static class Fixes
{
    private const string Section = UserActivityTrackingOptions.SectionName;

    /// <summary>Is what to do when the endpoint answers and takes nothing.</summary>
    public const string StillWaiting =
        "Ask your vendor why the endpoint answers and does not take what has waited for over 15 minutes.";

    /// <summary>Is what to do when tracking could not be put together.</summary>
    public const string CannotStart =
        "Correct what the host registers, which message 1004 or the exception of the tracker names, and restart.";

    private const string OutboxMissing =
        "Bring the outbox tables into the host's database: dotnet ef migrations add AddUserActivityOutbox, then dotnet ef database update; "
        + "without EF Core run what OutboxScript.Create writes.";

    /// <summary>Says how many are undecided, and what to do.</summary>
    public static string Undecided(long count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} existing users were not sent. Set {Section}:Baseline to Send or Skip."
        );

    public static string Of(ConditionReason reason) =>
        reason switch
        {
            ConditionReason.StorageFault =>
                "Mend the disk of the buffer, as the page storage-fault says for the fault that message 1040 or 1042 names.",
            ConditionReason.KeyUnavailable =>
                "Bring back the key that sealed what waits; it is kept, and tried again every minute.",
            ConditionReason.BufferFull =>
                $"Mend the delivery, make room on the disk, or raise {Section}:Buffer:MaxBytes, whichever message 1030 names.",
            ConditionReason.OutboxMissing => OutboxMissing,
            ConditionReason.CredentialRefused =>
                "Ask your vendor for a new credential for this client instance, and give it to this installation.",
            ConditionReason.EndpointRefused =>
                $"Compare {Section}:Endpoint with the address from your vendor; after a 410 ask for a new instance.",
            ConditionReason.NotOurEndpoint =>
                $"Compare {Section}:Endpoint with the address from your vendor, and find out who answers in its place.",
            ConditionReason.TlsRefused =>
                "Find out who is at the other end: the certificate that it shows is not one that may be trusted.",
            ConditionReason.Damaged => "Check the disk of the buffer: it did not give back what was written to it.",
            ConditionReason.Dropped =>
                "Find the reason in message 1026 or the counter activities.dropped, and end it before more is given up.",
            ConditionReason.Unreachable =>
                "Check the way from this machine to the endpoint, with the proxy that message 1000 names; it heals by itself.",
            ConditionReason.NearlyFull =>
                $"Mend the delivery, or raise {Section}:Buffer:MaxBytes and restart, before activities are refused.",
            ConditionReason.DeadLetters =>
                "List the dead letters by IUserActivityBacklog, end their reason, and send each again or delete it.",
            ConditionReason.VolatileFolder =>
                $"Name a folder on a volume that outlives the container in {Section}:Buffer:Folder.",
            ConditionReason.LocksMissing =>
                $"Name a folder on a local disk or a block volume in {Section}:Buffer:Folder.",
            ConditionReason.ForeignWaiting =>
                $"Put the old settings back, or name the old instance id in {Section}:MoveWaiting.",
            ConditionReason.ClockSkew => "Let this machine synchronise its clock.",
            ConditionReason.BaselineUndecided =>
                $"Decide whether existing users are sent, and set {Section}:Baseline to Send or Skip.",
            ConditionReason.ReconcileStopped =>
                "Find out why the user directory lacks so many users or cannot be read, which message 1094 or 1095 says.",
            _ => "Nothing has to be done.",
        };
}
