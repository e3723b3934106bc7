namespace CentralEndpoint.Reports.Quality;

/// <summary>How far the figures are to be trusted. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="From">The first day on which what it counts was received, in each instance's zone.</param>
/// <param name="To">The day after the last one.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record QualityReport(DateTimeOffset AsOf, DateOnly From, DateOnly To, IReadOnlyList<QualityRow> Rows)
{
    public string Definition { get; } =
        "Activities are counted by when they were received, on days of the instance's own zone, voided ones left out. Repeated: the status "
        + "that the user had already, by date, then sequence, then id; orphan: a removal with nothing before it. Neither changes any figure. "
        + "Ahead: dated more than five minutes after it was received. Late: from its date until it was received, of what is neither baseline "
        + "nor reconciled. A mass removal is an hour, by the dates, in which at least 10 users and more than a fifth of the active ones were "
        + "removed: it counts, and somebody should ask. Gap, lost with buffers, dead letters and clock are those of the last heartbeats; "
        + "resent and voided are of all time.";
}
