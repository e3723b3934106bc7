using System.Diagnostics;
using System.Globalization;
using Blueshift.Tracking.Benchmarks.Ratios;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Runs CentralEndpoint.Benchmarks, which has the real endpoint in it, and reads the rounds that it measured.</summary>
internal static class EndpointMeasurement
{
    private const string Program = "CentralEndpoint.Benchmarks";

    // The same folder in its project as this program in its own.
    private static readonly string ProgramPath = Path.Combine(
        AppContext.BaseDirectory.Replace("Blueshift.Tracking.Benchmarks", Program, StringComparison.Ordinal),
        Program + ".dll"
    );

    /// <param name="what"><c>ingest</c> or <c>reports</c>.</param>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="rounds">How many count.</param>
    /// <param name="before">How many activities are there before.</param>
    /// <returns>By part; nothing where the machine lacks the database.</returns>
    public static async Task<ILookup<string, Round>> RunAsync(string what, string engine, int rounds, int before)
    {
        string[] numbers =
        [
            rounds.ToString(CultureInfo.InvariantCulture),
            before.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("dotnet", [ProgramPath, what, engine, .. numbers])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The measurement of {what} ended with code {process.ExitCode}.");
        }

        return output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' '))
            .ToLookup(static words => words[0], static words => new Round(Number(words[1]), Number(words[2])));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
