namespace CentralEndpoint.People;

/// <summary>What the page of names shows: what may be asked for, and what was.</summary>
public sealed record PeopleView
{
    /// <summary>Is how many people the page shows; the table has all.</summary>
    public const int Most = 500;

    /// <summary>Gets the instances whose names the reader may read.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    public string? Fault { get; init; }

    /// <summary>Gets the instance that was asked for; absent before.</summary>
    public string? Instance { get; init; }

    public NamePurpose? Purpose { get; init; }

    public string Reference { get; init; } = "";

    public IReadOnlyList<PersonView> People { get; init; } = [];
}
