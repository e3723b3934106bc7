namespace CentralEndpoint.Privacy;

/// <summary>A user of an instance whom a search came upon: how much is kept of them, and nothing of what it is.</summary>
public sealed class FoundPerson
{
    public required string Instance { get; init; }

    public required string Subject { get; init; }

    /// <summary>Gets how many activities of the user are stored.</summary>
    public required long Activities { get; init; }

    /// <summary>Gets how many of them have a sealed person.</summary>
    public required long Profiles { get; init; }

    /// <summary>Gets the date of the first activity, in Unix milliseconds.</summary>
    public required long First { get; init; }

    public required long Last { get; init; }
}
