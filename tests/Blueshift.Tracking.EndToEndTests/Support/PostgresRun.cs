using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Starts one server for all tests that ask for a database, where the machine has PostgreSQL.</summary>
internal static class PostgresRun
{
    private static readonly Lazy<Task<PostgresServer?>> Server = new(StartAsync);
    private static int s_last;

    /// <summary>Stops it, if anybody asked for it.</summary>
    public static async Task StopAsync()
    {
        if (Server.IsValueCreated && await Server.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Makes an empty database of one test.</summary>
    /// <returns>How to connect to it.</returns>
    public static async Task<string> CreateAsync()
    {
        var server = await Server.Value;
        if (server is null)
        {
            Assert.Inconclusive("This machine has no PostgreSQL. On Debian: apt-get install postgresql.");
        }
        var name = $"host_{Interlocked.Increment(ref s_last)}";
        await server.CreateDatabaseAsync(name);
        return server.Connection(name);
    }

    private static async Task<PostgresServer?> StartAsync() =>
        PostgresServer.FindBinaries() is { } binaries ? await PostgresServer.StartAsync(binaries) : null;
}
