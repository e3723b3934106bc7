using System.Globalization;
using Demo.Processes;

namespace CentralEndpoint.Benchmarks;

/// <summary>
/// Measures the endpoint against floors of its goals, in this process and on the real database: one line for each round, "part floor
/// ours". Arguments: <c>ingest</c>, <c>reports</c>, <c>figures</c> or <c>size</c>, <c>sqlite</c> or <c>postgres</c>, how many rounds, and how many
/// activities are there before. It writes nothing where the machine has no PostgreSQL.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var what, var engine, var rounds, var before])
        {
            await Console.Error.WriteLineAsync(
                "Give: ingest|reports|figures|size sqlite|postgres <rounds> <activities before>"
            );
            return 2;
        }

        if (engine == "postgres" && PostgresServer.FindBinaries() is null)
        {
            await Console.Error.WriteLineAsync(
                "This machine has no PostgreSQL. On Debian: apt-get install postgresql."
            );
            return 0;
        }

        await using var endpoint = await MeasuredEndpoint.StartAsync(engine);
        await endpoint.FillAsync(Number(before));
        await (
            what switch
            {
                "ingest" => IngestRounds.RunAsync(endpoint, Number(rounds)),
                "figures" => FigureRounds.RunAsync(endpoint, Number(rounds)),
                "reports" => ReportRounds.RunAsync(endpoint, Number(rounds)),
                _ => SizeRun.RunAsync(endpoint),
            }
        );
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
