namespace CentralEndpoint.People;

/// <summary>The sealed person of the latest activity of a user that has one, as one row of a statement.</summary>
public sealed class LatestPerson
{
    public required string Subject { get; init; }

    /// <summary>Gets the activity; absent where no person is kept of the user.</summary>
    public string? Activity { get; init; }

    public byte[]? Box { get; init; }

    public required bool IsActive { get; init; }
}
