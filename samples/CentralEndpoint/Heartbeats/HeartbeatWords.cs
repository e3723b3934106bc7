namespace CentralEndpoint.Heartbeats;

/// <summary>The closed lists of the wire contract for heartbeats.</summary>
internal static class HeartbeatWords
{
    public static readonly IReadOnlySet<string> States = new HashSet<string>(StringComparer.Ordinal)
    {
        "starting",
        "delivering",
        "waiting",
        "paused",
        "stopping",
    };

    /// <summary>Gets the reasons, the most severe first.</summary>
    public static readonly IReadOnlySet<string> Reasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "storage-fault",
        "key-unavailable",
        "buffer-full",
        "outbox-missing",
        "credential-refused",
        "endpoint-refused",
        "not-our-endpoint",
        "tls-refused",
        "damaged",
        "dropped",
        "unreachable",
        "nearly-full",
        "dead-letters",
        "volatile-folder",
        "locks-missing",
        "foreign-waiting",
        "clock-skew",
        "baseline-undecided",
        "reconcile-stopped",
    };

    public static readonly IReadOnlySet<string> GivenUpReasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "Expired",
        "Erased",
        "Suppressed",
        "Damaged",
        "DeadLettersFull",
        "Deleted",
        "Moved",
        "DeadLetter",
    };
}
