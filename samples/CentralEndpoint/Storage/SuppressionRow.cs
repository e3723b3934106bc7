namespace CentralEndpoint.Storage;

/// <summary>An erased user of an instance: what tells their late activities, and whom they are counted as.</summary>
public sealed class SuppressionRow
{
    public required string InstanceId { get; init; }

    /// <summary>Gets the HMAC-SHA-256 of the subject that the client sends.</summary>
    public required byte[] SubjectIndex { get; init; }

    /// <summary>Gets the random subject under which the activities are kept.</summary>
    public required string StandIn { get; init; }

    public required long Since { get; init; }

    public long? Request { get; init; }

    /// <summary>Gets or sets the subject itself until the client confirmed that it forgot it; absent afterwards.</summary>
    public string? Subject { get; set; }

    public long? Forgotten { get; set; }

    /// <summary>Gets or sets when it was lifted, because the person came back; absent while it holds.</summary>
    public long? Lifted { get; set; }
}
