namespace CentralEndpoint.Reports.Restatement;

/// <summary>The active users at the end of a period, as known when it was closed and as known now. The names of the members are those of the JSON.</summary>
/// <param name="From">The first day, in the instance's zone.</param>
/// <param name="To">The day after the last one.</param>
public sealed record RestatedPeriod(DateOnly From, DateOnly To)
{
    /// <summary>Gets whether it was closed while the instance was reported of here; otherwise nothing is restated.</summary>
    public required bool Closed { get; init; }

    /// <summary>Gets the active users at the end, as known now.</summary>
    public required long Now { get; init; }

    /// <summary>Gets how many activities that count for it came, or were voided, after it was closed.</summary>
    public required long Late { get; init; }

    /// <summary>Gets the restatement: by how many users the figure is greater now than when it was closed.</summary>
    public required long Difference { get; init; }

    /// <summary>Gets the active users at the end, as known when it was closed; absent where it was not.</summary>
    public long? AtClose => Closed ? Now - Difference : null;
}
