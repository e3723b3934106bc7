namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of the question.</summary>
internal sealed record Asked(string? KnownAt, string? Instance, string? Group)
{
    /// <summary>Gets whether the table of a report that answers by both has a row for each instance, which is its default.</summary>
    /// <exception cref="ReportRefusedException">The group is none.</exception>
    public bool IsByInstance =>
        Group is null || Instance is not null || ReportQuestion.IsByInstance(nameof(Group).ToLowerInvariant(), Group);

    public ReportQuestion Read(TimeProvider clock) => ReportQuestion.Read(KnownAt, Instance, clock.GetUtcNow(), Group);
}
