namespace CentralEndpoint.Privacy.Export;

/// <summary>What is kept of a person, as it is given to them. The names of the members are those of the JSON.</summary>
public sealed class AccessDocument
{
    public required long Request { get; init; }

    public required DateTimeOffset Made { get; init; }

    public required IReadOnlyList<AccessedUser> Users { get; init; }

    public IReadOnlyList<string> Purposes { get; } =
    [
        "Counting the users of each client of the vendor, for internal reports and analysis.",
        "Looking after the client: good service and right records. The basis is a legitimate interest.",
    ];

    /// <summary>Gets who of the vendor's staff saw something of the person, by role.</summary>
    public required IReadOnlyList<AccessedView> Viewed { get; init; }

    public required IReadOnlyList<string> Retention { get; init; }

    public string Source { get; } =
        "The application of the client that is named with each user: it tells when a user is created, deactivated, reactivated or deleted.";
}
