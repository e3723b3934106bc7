namespace CentralEndpoint.Storage;

/// <summary>A token with which a spreadsheet reads reports in the name of one of the staff.</summary>
internal sealed class ReadTokenRow
{
    public required string Id { get; init; }

    public required string Account { get; init; }

    /// <summary>Gets what its owner calls it.</summary>
    public required string Label { get; init; }

    public required byte[] Hash { get; init; }

    public required long Created { get; init; }

    public required long Expires { get; init; }

    /// <summary>Gets when it was last used, to the minute; absent if it never was.</summary>
    public long? LastUsed { get; init; }

    public long? Revoked { get; init; }
}
