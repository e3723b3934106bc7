namespace CentralEndpoint.Reports.Tenure;

/// <summary>For how long one user was active in all, as one row of the report's statement.</summary>
public sealed class TenureTime
{
    public required string Instance { get; init; }

    public required long Milliseconds { get; init; }

    /// <summary>Gets whether the user still is active: 1 or 0.</summary>
    public required int IsActive { get; init; }

    /// <summary>Gets whether the user was active before the instance began to report, for as long as nobody knows: 1 or 0.</summary>
    public required int IsBaseline { get; init; }
}
