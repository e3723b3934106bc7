using System.Globalization;
using System.Text.Json;
using Demo.Processes;
using Microsoft.Data.Sqlite;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is a data folder of the endpoint with the history of the demo's invented clients, and what the endpoint reports of it.</summary>
internal sealed class ToldFolder : IDisposable
{
    /// <summary>Is the day before which the history ends.</summary>
    public const string Today = "2026-11-24";

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-history-").FullName;
    private readonly List<int> _taken = [];
    private EndpointProcess? _endpoint;
    private HttpClient? _reports;

    /// <summary>Gets what the program that told it has written.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    public static async Task<ToldFolder> TellAsync()
    {
        var told = new ToldFolder();
        using var process = ChildProcess.Start(
            "DemoHistory",
            [
                $"--CentralEndpoint:DataFolder={told._folder}",
                $"--root={Path.Combine(told._folder, "root.pem")}",
                $"--today={Today}",
            ],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["CentralEndpoint__PostgreSql"] = "" }
        );
        await process.WaitForExitAsync(CancellationToken.None);
        told.Lines = process.Lines;
        Assert.AreEqual(0, process.ExitCode, string.Join('\n', process.Lines));
        return told;
    }

    /// <summary>Reads each activity: instance, subject, whether it is an addition, when it happened and when it was received; and all of it as a line.</summary>
    public IReadOnlyList<ToldRow> ReadActivities()
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_folder, "endpoint.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(file.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT instance, subject, added, date, received, id, source, sequence, origin FROM activity
            ORDER BY instance, date, sequence, id
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<ToldRow>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(
                new ToldRow(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetBoolean(2),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
                    string.Join('|', values.Select(static one => Convert.ToString(one, CultureInfo.InvariantCulture)))
                )
            );
        }
        return rows;
    }

    /// <summary>Starts the endpoint over the folder.</summary>
    public async Task ServeAsync()
    {
        _endpoint = new EndpointProcess(_folder, FreePort.From(17643, _taken), FreePort.From(17680, _taken));
        await _endpoint.StartAsync(CancellationToken.None);
        _reports = await _endpoint.SignInAsync("reporter", CancellationToken.None);
    }

    /// <summary>Asks the endpoint.</summary>
    /// <param name="question">The report, and what it is asked.</param>
    /// <param name="rows">What the report calls its rows.</param>
    /// <returns>Its instances, by id.</returns>
    public async Task<IReadOnlyDictionary<string, JsonElement>> ReportAsync(string question, string rows = "instances")
    {
        using var answer = JsonDocument.Parse(
            await _reports!.GetStringAsync(new Uri($"/reports/{question}", UriKind.Relative))
        );
        return answer
            .RootElement.GetProperty(rows)
            .EnumerateArray()
            .ToDictionary(
                static one => one.GetProperty("instance").GetString()!,
                static one => one.Clone(),
                StringComparer.Ordinal
            );
    }

    public void Dispose()
    {
        _reports?.Dispose();
        _endpoint?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
