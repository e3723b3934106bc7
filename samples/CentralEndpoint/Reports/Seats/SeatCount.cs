namespace CentralEndpoint.Reports.Seats;

/// <summary>How the number of active users moved within a period, against that of its beginning, as one row of the report's statement.</summary>
public sealed class SeatCount
{
    public required string Instance { get; init; }

    /// <summary>Gets the number of the period, from 0.</summary>
    public required int Period { get; init; }

    /// <summary>Gets when it first moved, in Unix milliseconds.</summary>
    public required long First { get; init; }

    /// <summary>Gets how far above it was at most, from the first move on; below is negative.</summary>
    public required long Highest { get; init; }

    /// <summary>Gets how far above it was at the end.</summary>
    public required long Net { get; init; }

    /// <summary>Gets how far above it was, times the milliseconds for which it was so, added up.</summary>
    public required long Area { get; init; }
}
