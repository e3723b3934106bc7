using System.Globalization;
using System.Text.RegularExpressions;

namespace Demo.Processes;

/// <summary>Is a node of a client instance: the tenant application as a process.</summary>
internal sealed class TenantProcess(string instance, string dataFolder, int port) : IDisposable
{
    /// <summary>Gets what it is started with, further than its settings.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Gets the connection string of its PostgreSQL database; not there where it has a file of its own.</summary>
    public string? Database { get; init; }

    private Dictionary<string, string> _environment = [];
    private ChildProcess? _process;

    public string Instance { get; } = instance;

    public Uri Address { get; } = new($"http://localhost:{port}");

    public bool IsRunning => _process is { IsRunning: true };

    /// <summary>Starts it and waits until it serves.</summary>
    public Task StartAsync(
        IReadOnlyDictionary<string, string> tracking,
        string rootFile,
        string adminPassword,
        CancellationToken cancellationToken
    )
    {
        _environment = new Dictionary<string, string>(tracking, StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority),
            ["TenantApp__Name"] = Instance,
            ["TenantApp__DataFolder"] = dataFolder,
            ["TenantApp__AdminPassword"] = adminPassword,
            ["UserActivityTracking__Enabled"] = "true",
            ["UserActivityTracking__Tls__TrustedRoots"] = rootFile,
            // So that nobody who watches waits a second for each line.
            ["UserActivityTracking__Delivery__Linger"] = "00:00:00.200",
            // So that nobody who watches waits for minutes after a long look at the endpoint switched off.
            ["UserActivityTracking__Delivery__MaxRetryDelay"] = "00:00:10",
        };
        if (Database is not null)
        {
            _environment["ConnectionStrings__TenantApp"] = Database;
        }
        return StartAsync(cancellationToken);
    }

    /// <summary>Kills it (SIGKILL) and starts it again on the same folder and port.</summary>
    /// <returns>How many activities it found waiting.</returns>
    public Task<long> KillAndStartAgainAsync(CancellationToken cancellationToken)
    {
        Kill();
        return StartAgainAsync(cancellationToken);
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Starts it again on the same folder and port.</summary>
    /// <returns>How many activities it found waiting.</returns>
    public async Task<long> StartAgainAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        var start = await WaitForStartAsync(cancellationToken);
        return long.Parse(start.Groups["waiting"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads from its log what tracking says of itself at the start.</summary>
    public async Task<string> ReadStartAsync(CancellationToken cancellationToken)
    {
        var start = await WaitForStartAsync(cancellationToken);
        var connected = await _process!.WaitForLineAsync(
            @"Connected to the endpoint in (?<elapsed>\d+) ms",
            cancellationToken
        );
        return $"tracking to {start.Groups["host"]}, {start.Groups["buffer"]}, connected in {connected.Groups["elapsed"]} ms";
    }

    public void Dispose() => Kill();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start("TenantApp", Arguments, _environment);
        await _process.WaitForLineAsync("Now listening on: ", cancellationToken);
    }

    private Task<Match> WaitForStartAsync(CancellationToken cancellationToken) =>
        _process!.WaitForLineAsync(
            @"endpoint (?<host>\S+), proxy .*?, (?<buffer>buffer .*?, (?<waiting>\d+) waiting)",
            cancellationToken
        );
}
