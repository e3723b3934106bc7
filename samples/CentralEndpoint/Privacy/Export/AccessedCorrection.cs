namespace CentralEndpoint.Privacy.Export;

/// <summary>One correction in what is given to a person. The names of the members are those of the JSON.</summary>
public sealed class AccessedCorrection
{
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset? Ended { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }
}
