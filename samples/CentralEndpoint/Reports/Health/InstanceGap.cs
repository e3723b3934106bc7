namespace CentralEndpoint.Reports.Health;

/// <summary>How many numbers of an instance's journals are missing, as one row of a statement.</summary>
public sealed class InstanceGap
{
    public required string Instance { get; init; }

    public required double Missing { get; init; }
}
