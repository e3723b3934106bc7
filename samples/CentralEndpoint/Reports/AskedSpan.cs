using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports;

/// <summary>What the address of a report says of its days and of the periods that they are cut into.</summary>
internal sealed record AskedSpan(string? From, string? To, string? By)
{
    public FlowSpan Read(TimeProvider clock) =>
        FlowSpan.Read(From, To, By, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
}
