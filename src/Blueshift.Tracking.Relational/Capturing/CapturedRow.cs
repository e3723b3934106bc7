using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Relational.Capturing;

/// <summary>Is an activity as a row of the outbox holds it. No record: nothing prints it.</summary>
internal sealed class CapturedRow
{
    /// <summary>Gets what was captured, without a value of the user's.</summary>
    public required CapturedActivity Captured { get; init; }

    /// <summary>Gets the client instance.</summary>
    public required string Instance { get; init; }

    public required byte[] Subject { get; init; }

    /// <summary>Gets the sealed record.</summary>
    [UserActivityPersonalData]
    public required byte[] Payload { get; init; }

    /// <summary>Gets what the row takes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets when it was captured.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
