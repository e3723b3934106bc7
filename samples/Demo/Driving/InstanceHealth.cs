namespace Demo.Driving;

/// <summary>One instance's health.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="State">Whether it is heard.</param>
/// <param name="Gap">How many of its activities the endpoint misses.</param>
internal sealed record InstanceHealth(string Instance, string State, long Gap);
