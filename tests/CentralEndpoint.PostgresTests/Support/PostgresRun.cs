using Blueshift.Tracking.Conformance;
using Demo.Processes;

namespace CentralEndpoint.Tests.Support;

/// <summary>Starts one server for all tests, where the machine has PostgreSQL.</summary>
[TestClass]
public static class PostgresRun
{
    private const string ConformanceDatabase = "conformance";

    internal static PostgresServer Server { get; private set; } = null!;

    internal static ReadyDatabases Databases { get; private set; } = null!;

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        if (PostgresServer.FindBinaries() is not { } binaries)
        {
            Assert.Inconclusive("This machine has no PostgreSQL. On Debian: apt-get install postgresql.");
            return;
        }

        Server = await PostgresServer.StartAsync(binaries);
        await Server.CreateDatabaseAsync(ConformanceDatabase);
        Databases = new ReadyDatabases(Server);
        await ConformanceRun.StartAsync(Server.Connection(ConformanceDatabase));
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        await ConformanceRun.StopAsync();
        if (Server is not null)
        {
            await Databases.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
