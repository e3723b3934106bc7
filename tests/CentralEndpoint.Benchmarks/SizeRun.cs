using System.Globalization;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Benchmarks;

/// <summary>What one activity takes in the database, with its person, its times and all indexes, for docs/sizing.md.</summary>
internal static class SizeRun
{
    private const int Times = 5;

    public static async Task RunAsync(MeasuredEndpoint endpoint)
    {
        var empty = await BytesAsync(endpoint);
        for (var time = 0; time < Times; time++)
        {
            await IngestRounds.OursAsync(endpoint);
        }

        var added = await BytesAsync(endpoint) - empty;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{added / (double)(Times * IngestRounds.Count):F0} bytes")
        );
    }

    private static async Task<long> BytesAsync(MeasuredEndpoint endpoint)
    {
        await using EndpointDbContext db = endpoint.Store.CreateContext();
        return await db
            .Database.SqlQueryRaw<long>(
                endpoint.IsPostgres
                    ? "SELECT pg_database_size(current_database()) AS \"Value\""
                    : "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()"
            )
            .SingleAsync();
    }
}
