namespace CentralEndpoint.Storage;

/// <summary>A key that seals what browsers hold, itself sealed under the master key. Endpoints over one database share it.</summary>
internal sealed class ProtectionKeyRow
{
    public required string Id { get; init; }

    public required byte[] Box { get; init; }
}
