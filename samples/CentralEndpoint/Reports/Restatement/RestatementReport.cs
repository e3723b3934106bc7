namespace CentralEndpoint.Reports.Restatement;

/// <summary>What changed in figures after they were closed. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="CloseDays">So many days after its end a period is closed.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record RestatementReport(DateTimeOffset AsOf, int CloseDays, IReadOnlyList<RestatementRow> Rows)
{
    public string Definition { get; } =
        "A period is closed at the beginning, in the instance's own zone, of the day that is closeDays after its last day's end. At close: the "
        + "active users at the period's end by what was received, and not voided, until then. Now: the same by what is known now. The "
        + "restatement is the difference. Late are the activities, dated before the period's end, that came after it was closed, and those "
        + "that were voided after it; one that came late and was voided is neither. Late activities need not change the figure. "
        + "What would have been closed before the instance was added here is not closed: there was no figure.";
}
