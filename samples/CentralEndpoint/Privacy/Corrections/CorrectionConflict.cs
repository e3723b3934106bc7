using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Corrections;

/// <summary>What a client sent after a correction that says something else. The correction stands until an officer ends it.</summary>
public sealed class CorrectionConflict
{
    public required string Instance { get; init; }

    public required string Subject { get; init; }

    /// <summary>Gets when it came, in Unix milliseconds.</summary>
    public required long Received { get; init; }

    public required Profile Corrected { get; init; }

    public required Profile Sent { get; init; }
}
