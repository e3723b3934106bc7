namespace CentralEndpoint.Reports.Domains;

/// <summary>The sealed person of the latest activity that has an email address, of one active user, as one row of the report's statement.</summary>
public sealed class KnownAddress
{
    public required string Instance { get; init; }

    /// <summary>Gets the activity; absent where no address of the user is held.</summary>
    public string? Activity { get; init; }

    public byte[]? Box { get; init; }
}
