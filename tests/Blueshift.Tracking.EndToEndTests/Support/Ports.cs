using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Gives the ports of the test run back at its end.</summary>
[TestClass]
public static class Ports
{
    [AssemblyCleanup]
    public static void Release() => FreePort.ReleaseAll();
}
