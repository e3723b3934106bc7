namespace CentralEndpoint.Storage;

/// <summary>Where the audit chain begins after its oldest entries were deleted by their retention.</summary>
internal sealed class AuditStartRow
{
    public const int TheId = 1;

    public int Id { get; init; } = TheId;

    /// <summary>Gets the number of the last entry that was deleted.</summary>
    public required long Number { get; set; }

    public required byte[] Hash { get; set; }

    /// <summary>Gets what shows that the endpoint wrote this row.</summary>
    public required byte[] Seal { get; set; }
}
