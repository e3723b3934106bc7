namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of the question where that is answered as known now alone.</summary>
internal sealed record AskedNow(string? Instance, string? Group)
{
    public ReportQuestion Read(TimeProvider clock) =>
        ReportQuestion.Read(knownAt: null, Instance, clock.GetUtcNow(), Group);
}
