namespace CentralEndpoint.Privacy.Export;

/// <summary>One user of one instance in what is given to a person. The names of the members are those of the JSON.</summary>
public sealed class AccessedUser
{
    public required string Instance { get; init; }

    public required string Client { get; init; }

    /// <summary>Gets the code that stands for the user there.</summary>
    public required string Subject { get; init; }

    public required bool IsRestricted { get; init; }

    /// <summary>Gets what was told, by date; each has the name and the address that came with it.</summary>
    public required IReadOnlyList<AccessedActivity> Activities { get; init; }

    public required IReadOnlyList<AccessedCorrection> Corrections { get; init; }
}
