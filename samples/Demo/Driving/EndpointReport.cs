namespace Demo.Driving;

/// <summary>Is the part of the endpoint's report on active users that the demo looks at.</summary>
internal sealed record EndpointReport(IReadOnlyList<EndpointInstance> Instances);
