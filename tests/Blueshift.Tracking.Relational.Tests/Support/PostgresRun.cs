using Demo.Processes;
using Npgsql;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Starts one server for all tests, where the machine has PostgreSQL.</summary>
[TestClass]
public static class PostgresRun
{
    private static PostgresServer? s_server;
    private static int s_last;

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        if (PostgresServer.FindBinaries() is { } binaries)
        {
            s_server = await PostgresServer.StartAsync(binaries);
        }
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (s_server is not null)
        {
            await s_server.DisposeAsync();
        }
    }

    /// <summary>Makes an empty database of one test.</summary>
    internal static async Task<NpgsqlDataSource> CreateAsync()
    {
        if (s_server is null)
        {
            Assert.Inconclusive("This machine has no PostgreSQL. On Debian: apt-get install postgresql.");
        }
        var name = $"host_{Interlocked.Increment(ref s_last)}";
        await s_server.CreateDatabaseAsync(name);
        return NpgsqlDataSource.Create(s_server.Connection(name) + ";Maximum Pool Size=8");
    }
}
