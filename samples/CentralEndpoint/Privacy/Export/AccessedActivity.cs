namespace CentralEndpoint.Privacy.Export;

/// <summary>One activity in what is given to a person. The names of the members are those of the JSON.</summary>
public sealed class AccessedActivity
{
    public required string Id { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required DateTimeOffset Received { get; init; }

    /// <summary>Gets <c>addition</c> or <c>removal</c>.</summary>
    public required string Status { get; init; }

    public required string? Origin { get; init; }

    /// <summary>Gets whether it was found to be wrong, and counts no more.</summary>
    public required bool IsVoided { get; init; }

    public required string? FirstName { get; init; }

    public required string? LastName { get; init; }

    public required string? Email { get; init; }
}
