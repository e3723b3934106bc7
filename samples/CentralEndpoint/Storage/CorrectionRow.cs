namespace CentralEndpoint.Storage;

/// <summary>What a person had corrected. It stands over what activities say, before it or after, until an officer ends it.</summary>
internal sealed class CorrectionRow
{
    public required string InstanceId { get; init; }

    public required string Subject { get; init; }

    public required long Time { get; init; }

    public required long Request { get; init; }

    public required string Actor { get; init; }

    public required string KeyId { get; init; }

    /// <summary>Gets the sealed person as corrected.</summary>
    public required byte[] Box { get; init; }

    public byte[]? EmailIndex { get; init; }

    /// <summary>Gets or sets when an officer ended it, because what the client sends is right now; absent while it stands.</summary>
    public long? Ended { get; set; }
}
