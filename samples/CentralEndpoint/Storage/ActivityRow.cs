namespace CentralEndpoint.Storage;

/// <summary>An activity without the person: reports read nothing else. Times are Unix milliseconds.</summary>
internal sealed class ActivityRow
{
    public required string InstanceId { get; init; }

    public required string Id { get; init; }

    public required string Subject { get; init; }

    public required bool Added { get; init; }

    public required long Date { get; init; }

    /// <summary>Gets the 19 digits of the sequence, whose text order is their numeric order.</summary>
    public required string Sequence { get; init; }

    public required string Source { get; init; }

    /// <summary>Gets <c>baseline</c> or <c>reconciled</c>; absent for a live activity.</summary>
    public string? Origin { get; init; }

    public required long Received { get; init; }

    /// <summary>Gets when an operator took it out of every figure; absent for one that counts.</summary>
    public long? Voided { get; init; }

    public string? VoidReason { get; init; }
}
