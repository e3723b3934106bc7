namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Chooses the endpoint that is judged. This is the one place that knows the default.</summary>
internal static class Targets
{
    public static async Task<IConformanceTarget> StartAsync() =>
        RemoteTarget.FromEnvironment() is { } remote ? remote : await CentralEndpointTarget.StartAsync();
}
