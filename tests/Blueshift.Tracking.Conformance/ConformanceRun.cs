using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Starts or finds the endpoint once, for all tests.</summary>
[TestClass]
public static class ConformanceRun
{
    internal static IConformanceTarget Target { get; private set; } = null!;

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        await AnswerSchemas.ReadAsync();
        Target = await Targets.StartAsync();
    }

    [AssemblyCleanup]
    public static async Task StopAsync() => await Target.DisposeAsync();
}
