namespace CentralEndpoint.Storage;

/// <summary>The one row that says which master key this database was made with.</summary>
internal sealed class StoreRow
{
    public const int TheId = 1;

    public int Id { get; init; } = TheId;

    public required string MasterKeyId { get; init; }
}
