namespace CentralEndpoint.Instances;

/// <summary>What the operator says about an instance when adding it, already checked.</summary>
internal sealed record NewInstance(string Id, string Client, InstanceKind Kind, string Zone, int? Seats);
