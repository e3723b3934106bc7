namespace CentralEndpoint.Reports.Quality;

/// <summary>The hour in which an instance lost most users, as one row of the report's statement.</summary>
public sealed class MassRemovalCount
{
    public required string Instance { get; init; }

    /// <summary>Gets when the hour ends, with the last of the removals, in Unix milliseconds.</summary>
    public required long Ended { get; init; }

    public required long Removed { get; init; }

    /// <summary>Gets how many users were active when the hour began.</summary>
    public required long Active { get; init; }
}
