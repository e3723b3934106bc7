namespace Demo.Driving;

/// <summary>What the endpoint says of its instances' health, as far as the demo reads it.</summary>
internal sealed record InstanceHealthReport(IReadOnlyList<InstanceHealth> Instances);
