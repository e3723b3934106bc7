using System.Diagnostics;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Is a running endpoint, as thin as one can be: Blueshift.Tracking.BenchmarkEndpoint.</summary>
internal sealed class EndpointProcess : IAsyncDisposable
{
    private const string Program = "Blueshift.Tracking.BenchmarkEndpoint";

    // The same folder in its project as this program in its own.
    private static readonly string ProgramPath = Path.Combine(
        AppContext.BaseDirectory.Replace("Blueshift.Tracking.Benchmarks", Program, StringComparison.Ordinal),
        Program + ".dll"
    );

    private readonly Process _process;

    private EndpointProcess(Process process, string line)
    {
        _process = process;
        var parts = line.Split(' ', 2);
        Address = new Uri(parts[0]);
        Roots = parts[1];
    }

    public Uri Address { get; }

    /// <summary>Gets the path of the only root that its certificate has.</summary>
    public string Roots { get; }

    public static async Task<EndpointProcess> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("dotnet", [ProgramPath, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new EndpointProcess(process, line ?? throw new InvalidOperationException("The endpoint did not start."));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
