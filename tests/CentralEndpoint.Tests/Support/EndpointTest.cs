namespace CentralEndpoint.Tests.Support;

/// <summary>A test class with one endpoint for all its tests; each test adds the instances it needs.</summary>
public abstract class EndpointTest
{
    private protected static CentralEndpointHost Host { get; private set; } = null!;

    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        Host = await CentralEndpointHost.StartAsync();
    }

    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task StopAsync() => await Host.DisposeAsync();
}
