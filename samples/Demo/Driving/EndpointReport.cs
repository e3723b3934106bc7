namespace Demo.Driving;

/// <summary>Is the part of the endpoint's report on active users that the demo looks at.</summary>
internal sealed record EndpointReport(IReadOnlyList<EndpointInstance> Instances)
{
    /// <summary>Leaves out all but some: the invented clients are no part of what is counted at both ends.</summary>
    public EndpointReport Of(params IReadOnlyCollection<string> instances) =>
        new([.. Instances.Where(one => instances.Contains(one.Instance))]);
}
