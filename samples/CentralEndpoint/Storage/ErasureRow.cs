namespace CentralEndpoint.Storage;

/// <summary>An erasure that an officer asked for: it waits for a second one, then for its time.</summary>
public sealed class ErasureRow
{
    public required long Request { get; init; }

    public required string AskedBy { get; init; }

    public required long Asked { get; init; }

    public string? ApprovedBy { get; set; }

    /// <summary>Gets or sets when it may be carried out; absent before it was approved.</summary>
    public long? NotBefore { get; set; }

    public long? Carried { get; set; }

    public long? Cancelled { get; set; }

    /// <summary>Gets or sets how many sealed people were erased.</summary>
    public long Profiles { get; set; }

    /// <summary>Gets or sets how many activities stay, without a person.</summary>
    public long Activities { get; set; }

    /// <summary>Gets or sets when the bytes were gone from the database's files as well; absent before.</summary>
    public long? Shredded { get; set; }
}
