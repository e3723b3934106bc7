namespace Blueshift.Tracking.Benchmarks.Saving;

/// <summary>Is a row of the outbox's shape, which a host adds to its save by hand.</summary>
internal sealed class HandRow
{
    public long Sequence { get; set; }

    public required byte[] Id { get; init; }

    public required string Instance { get; init; }

    public required byte[] Subject { get; init; }

    public required byte[] Payload { get; init; }

    public long Size { get; set; }

    public long Origin { get; set; }

    public long State { get; set; }

    public long RecordedAt { get; set; }

    public string? Owner { get; set; }

    public long? LeaseUntil { get; set; }

    public long Attempts { get; set; }

    public long NotBefore { get; set; }

    public string? Reason { get; set; }

    public long Untold { get; set; }
}
