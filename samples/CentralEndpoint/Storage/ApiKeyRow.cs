namespace CentralEndpoint.Storage;

/// <summary>An API key as the endpoint knows it: never the key itself.</summary>
internal sealed class ApiKeyRow
{
    public required string KeyId { get; init; }

    public required string InstanceId { get; init; }

    public required byte[] Hash { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets or sets when the key ceased to be good; absent while it is live.</summary>
    public long? Revoked { get; set; }
}
