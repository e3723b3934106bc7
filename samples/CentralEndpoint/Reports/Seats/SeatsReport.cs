namespace CentralEndpoint.Reports.Seats;

/// <summary>How many of the contracted seats were in use, period by period. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="KnownAt">As known when; absent for when it was made.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record SeatsReport(DateTimeOffset AsOf, DateTimeOffset? KnownAt, IReadOnlyList<SeatsRow> Rows)
{
    public string Definition { get; } =
        "Every active user takes one seat. Peak: the most users of an instance that were active at once in the period. Average: their number "
        + "weighted by the time for which it held. True-up: by how many the peak is above the contracted seats, and zero if it is not. The "
        + "contracted seats are those of now, also for periods before they were changed. Days are those of the instance's own zone; a period "
        + "that is not over counts until now. For a client the figures of its productive instances are added up, because seats are "
        + "contracted for each: their peaks may have been at different times. One person at two instances takes two seats.";
}
