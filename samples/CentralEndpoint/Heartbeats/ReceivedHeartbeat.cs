namespace CentralEndpoint.Heartbeats;

/// <summary>A heartbeat as read. It holds nothing personal but pseudonyms of subjects.</summary>
internal sealed record ReceivedHeartbeat
{
    public required string Library { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required string State { get; init; }

    /// <summary>Gets the most severe of what is wrong; absent when nothing is.</summary>
    public required string? Reason { get; init; }

    public required long Waiting { get; init; }

    public required DateTimeOffset? Oldest { get; init; }

    public required long DeadLetters { get; init; }

    /// <summary>Gets how many were not recorded since the process began, for whatever reason.</summary>
    public required long Refused { get; init; }

    public required IReadOnlyList<ReportedSource> Sources { get; init; }

    /// <summary>Gets what tells the buffer that speaks from others of the instance: the first source that it names, empty where it names none.</summary>
    public string Buffer => Sources.Count == 0 ? "" : Sources[0].Source;

    public required ActiveSet? ActiveSet { get; init; }

    public required IReadOnlyList<string> Forgotten { get; init; }
}
