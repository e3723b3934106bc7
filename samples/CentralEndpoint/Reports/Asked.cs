namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of the question.</summary>
internal sealed record Asked(string? KnownAt, string? Instance, string? Group)
{
    public ReportQuestion Read(TimeProvider clock) => ReportQuestion.Read(KnownAt, Instance, clock.GetUtcNow(), Group);
}
