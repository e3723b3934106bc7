namespace CentralEndpoint.Reports;

/// <summary>How many users of an instance are meant, as one row of a statement.</summary>
public sealed class InstanceCount
{
    public required string Instance { get; init; }

    public required long Users { get; init; }
}
