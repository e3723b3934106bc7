namespace Blueshift.Tracking.BenchmarkEndpoint;

/// <summary>Runs the endpoint of the benchmarks until its standard input ends.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var folder])
        {
            await Console.Error.WriteLineAsync("Give the folder in which the certificate is to be written.");
            return 2;
        }
        await EndpointHost.RunAsync(folder);
        return 0;
    }
}
