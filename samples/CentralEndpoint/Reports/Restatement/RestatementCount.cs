namespace CentralEndpoint.Reports.Restatement;

/// <summary>What changed a period's closing after it was closed, as one row of the report's statement.</summary>
public sealed class RestatementCount
{
    public required string Instance { get; init; }

    /// <summary>Gets the number of the period, from 0.</summary>
    public required int Period { get; init; }

    /// <summary>Gets how many activities dated before the period's end came, or were voided, after it was closed.</summary>
    public required long Late { get; init; }

    /// <summary>Gets how many more users were active at its end, as known now, than as known when it was closed.</summary>
    public required long Difference { get; init; }
}
