namespace CentralEndpoint.Reports.Quality;

/// <summary>Many users of an instance were removed at once: perhaps by mistake. The names of the members are those of the JSON.</summary>
/// <param name="At">The last of the removals, which were within one hour.</param>
/// <param name="Removed">How many users.</param>
/// <param name="Active">How many were active before.</param>
public sealed record MassRemoval(DateTimeOffset At, long Removed, long Active)
{
    private const long LeastUsers = 10;
    private const long LeastShare = 5;

    /// <summary>Gives it where at least 10 users and more than a fifth of all were removed.</summary>
    public static MassRemoval? Of(MassRemovalCount? count) =>
        count is { Removed: >= LeastUsers } && count.Removed * LeastShare > count.Active
            ? new MassRemoval(DateTimeOffset.FromUnixTimeMilliseconds(count.Ended), count.Removed, count.Active)
            : null;
}
