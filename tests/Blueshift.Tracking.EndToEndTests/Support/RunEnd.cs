using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Gives back what the tests of a run share: its ports, and its database server.</summary>
[TestClass]
public static class RunEnd
{
    [AssemblyCleanup]
    public static async Task ReleaseAsync()
    {
        FreePort.ReleaseAll();
        await PostgresRun.StopAsync();
    }
}
