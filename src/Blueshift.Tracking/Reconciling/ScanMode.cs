namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what is looked for when users are compared with the ledger.</summary>
internal sealed record ScanMode
{
    /// <summary>Gets what is looked for once it is known who was there before: every difference.</summary>
    public static ScanMode Everything { get; } = new() { TakesUnknown = true };

    /// <summary>Gets whether it is about the users who were there before tracking; their additions alone count.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>Gets whether an active user of whom the ledger has nothing is a difference.</summary>
    public bool TakesUnknown { get; init; }

    /// <summary>
    /// Gets since when what is in the ledger counts as told, in milliseconds since 1970 UTC, after the endpoint said that it lost data:
    /// whoever was last told before is told again.
    /// </summary>
    public long? ToldSince { get; init; }
}
