namespace CentralEndpoint.Storage;

/// <summary>One signed-in browser of one of the staff. What the browser holds is not in it.</summary>
internal sealed class StaffSessionRow
{
    /// <summary>Gets the SHA-256 of the session's id, in hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whose it is, as the identity provider names the account for good.</summary>
    public required string Account { get; init; }

    public required long Started { get; init; }

    public required long Expires { get; init; }
}
