namespace CentralEndpoint.Reports.Seats;

/// <summary>How many seats were in use in one period. The names of the members are those of the JSON.</summary>
/// <param name="From">The first day, in the instance's zone.</param>
/// <param name="To">The day after the last one.</param>
public sealed record SeatPeriod(DateOnly From, DateOnly To)
{
    /// <summary>Gets whether it is not over: the figures are those until now.</summary>
    public required bool Running { get; init; }

    /// <summary>Gets the active users at the end; absent where it would be zero and nobody knows whether it is; so the two figures after it.</summary>
    public required long? Closing { get; init; }

    /// <summary>Gets the most users that were active at once; of a client, those of its instances added up.</summary>
    public required long? Peak { get; init; }

    /// <summary>Gets how many users were active on average over the time, to two places.</summary>
    public required double? Average { get; init; }

    /// <summary>Gets by how many the peak is above the contracted seats; absent where there is no contract on seats.</summary>
    public long? TrueUp { get; init; }

    // Nobody knows how many there are where nobody was told of and nothing is heard.
    internal SeatPeriod SureOf(SeatsRow row) =>
        Peak > 0
            ? this with
            {
                Closing = row.Sure(Closing ?? 0),
            }
            : this with
            {
                Closing = row.Sure(0),
                Peak = row.Sure(0),
                Average = row.Sure(0),
                TrueUp = TrueUp is null ? null : row.Sure(0),
            };
}
