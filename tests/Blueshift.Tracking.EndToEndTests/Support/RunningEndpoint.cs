using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Storing;
using Demo.Driving;
using Demo.Processes;
using Microsoft.Data.Sqlite;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is the central endpoint as a process of its own, with one registered client instance.</summary>
internal sealed class RunningEndpoint : IDisposable
{
    /// <summary>Is how many activities a request of a <see cref="TargetProcess"/> has at most.</summary>
    public const int BatchCount = 50;

    private static readonly Lock Choosing = new();
    private static readonly List<int> Taken = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-e2e-").FullName;
    private readonly EndpointReports _reports;
    private Dictionary<string, string> _settings = [];

    private RunningEndpoint()
    {
        lock (Choosing)
        {
            Process = new EndpointProcess(_folder, FreePort.From(17443, Taken), FreePort.From(18443, Taken));
        }
        _reports = new EndpointReports(Process);
    }

    public EndpointProcess Process { get; }

    public string ApiKey => _settings["UserActivityTracking__Credential__ApiKey"];

    public static async Task<RunningEndpoint> StartAsync()
    {
        var endpoint = new RunningEndpoint();
        var added = endpoint.Process.AddInstanceAsync("acme-prod", "Acme Ltd", 250, CancellationToken.None);
        await Task.WhenAll(endpoint.Process.StartAsync(CancellationToken.None), added);
        endpoint._settings = await added;
        return endpoint;
    }

    /// <summary>Applies the lines that the operator was given, as the client's administrator does.</summary>
    public void Configure(UserActivityTrackingOptions options)
    {
        options.Endpoint = new Uri(_settings["UserActivityTracking__Endpoint"]);
        options.ClientInstanceId = _settings["UserActivityTracking__ClientInstanceId"];
        options.Credential.ApiKey = ApiKey;
        options.Tls.TrustedRoots = Process.RootFile;
    }

    /// <summary>Runs a command beside the serving endpoint, as its operator does, and gives the settings that it printed.</summary>
    public async Task<Dictionary<string, string>> OperateAsync(params string[] words)
    {
        string[] settings =
        [
            $"--CentralEndpoint:DataFolder={_folder}",
            $"--CentralEndpoint:PublicAddress={Process.Ingest.GetLeftPart(UriPartial.Authority)}",
        ];
        using var process = ChildProcess.Start(
            "CentralEndpoint",
            words.Concat(settings),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["CentralEndpoint__PostgreSql"] = "" }
        );
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.AreEqual(0, process.ExitCode, string.Join('\n', process.Lines));
        return process
            .Lines.Where(static line => line.StartsWith("UserActivityTracking__", StringComparison.Ordinal))
            .Select(static line => line.Split('=', 2))
            .ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal);
    }

    /// <summary>Gets the same lines for a process of its own, with the folder of its buffer.</summary>
    public Dictionary<string, string> Environment(string bufferFolder) =>
        new(_settings)
        {
            ["UserActivityTracking__Tls__TrustedRoots"] = Process.RootFile,
            ["UserActivityTracking__Buffer__Folder"] = bufferFolder,
            ["UserActivityTracking__Delivery__MaxBatchCount"] = $"{BatchCount}",
            ["UserActivityTracking__Delivery__Linger"] = "00:00:00.020",
            ["DOTNET_TieredPGO"] = "0",
        };

    /// <summary>Reads the id of each activity that the endpoint has, from its database.</summary>
    public IReadOnlyList<string> StoredIds() => Stored().Select(activity => activity.Id).ToList();

    /// <summary>Reads each activity that the endpoint has, from its database.</summary>
    public IReadOnlyList<StoredActivity> Stored()
    {
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_folder, "endpoint.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        using var connection = new SqliteConnection(source.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT instance, id, subject, added, source, sequence FROM activity";
        using var reader = command.ExecuteReader();
        var stored = new List<StoredActivity>();
        while (reader.Read())
        {
            var activity = new ReadActivity(reader.GetString(1))
            {
                Subject = reader.GetString(2),
                Status = reader.GetBoolean(3) ? "addition" : "removal",
                Source = reader.GetString(4),
                Sequence = reader.GetString(5),
            };
            stored.Add(new StoredActivity(reader.GetString(0), activity));
        }
        return stored;
    }

    public async Task<EndpointInstance> ReportAsync() =>
        (await _reports.ReadAsync(CancellationToken.None)).Instances.Single();

    /// <summary>Reads what the endpoint concludes from heartbeats.</summary>
    public async Task<InstanceHealth> HealthAsync() =>
        (await _reports.ReadHealthAsync(CancellationToken.None)).Instances.Single();

    public void Dispose()
    {
        _reports.Dispose();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
