namespace CentralEndpoint.Storage;

/// <summary>The person of one activity, sealed, apart from it: it can go while the activity stays.</summary>
internal sealed class ProfileRow
{
    public required string InstanceId { get; init; }

    public required string ActivityId { get; init; }

    public required string KeyId { get; init; }

    public required byte[] Box { get; init; }

    /// <summary>Gets what finds the person by the email address without holding it; absent where there is no address.</summary>
    public byte[]? EmailIndex { get; init; }
}
