using System.Security.Cryptography;

namespace Demo.Processes;

/// <summary>Is everything that runs: one endpoint, two client instances, and a folder that goes with them.</summary>
/// <param name="usesPostgres">Whether the endpoint keeps what it keeps in PostgreSQL.</param>
internal sealed class Stage(bool usesPostgres) : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-demo-").FullName;
    private readonly List<int> _taken = [];
    private PostgresServer? _postgres;
    private int _databases;
    private EndpointProcess? _endpoint;
    private TenantProcess? _acme;
    private TenantProcess? _globex;

    public EndpointProcess Endpoint => _endpoint!;

    public TenantProcess Acme => _acme!;

    public TenantProcess Globex => _globex!;

    /// <summary>Gets the password of the account <c>admin</c> at both instances, made for this run.</summary>
    public string AdminPassword { get; } = RandomNumberGenerator.GetHexString(20, lowercase: true) + "-Demo";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (usesPostgres)
        {
            _postgres = await StartPostgresAsync();
        }
        Dictionary<string, string>[] tracking = [];
        await StartOnFreePortsAsync(async () => tracking = await StartEndpointAsync(cancellationToken));
        await Task.WhenAll(
            StartAcmeAsync(tracking[0], cancellationToken),
            StartGlobexAsync(tracking[1], cancellationToken)
        );
    }

    public async ValueTask DisposeAsync()
    {
        _acme?.Dispose();
        _globex?.Dispose();
        _endpoint?.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        Processes.FreePort.ReleaseAll();
        Directory.Delete(_folder, recursive: true);
    }

    // The operator registers both instances while the endpoint starts; each try has a folder of its own.
    private async Task<Dictionary<string, string>[]> StartEndpointAsync(CancellationToken cancellationToken)
    {
        _endpoint?.Dispose();
        _endpoint = new EndpointProcess(
            Folder($"endpoint-{Guid.NewGuid():N}"),
            FreePort(7443),
            FreePort(7480),
            await DatabaseAsync()
        );
        var acme = _endpoint.AddInstanceAsync("acme-prod", "Acme Ltd", 250, cancellationToken);
        var globex = _endpoint.AddInstanceAsync("globex-prod", "Globex Corporation", 40, cancellationToken);
        await Task.WhenAll(_endpoint.StartAsync(cancellationToken), acme, globex);
        return [await acme, await globex];
    }

    private static async Task<PostgresServer> StartPostgresAsync()
    {
        var binaries =
            PostgresServer.FindBinaries()
            ?? throw new DemoFaultException(
                "--postgres needs PostgreSQL's programs, and this machine has none. On Debian: apt-get install postgresql."
            );
        try
        {
            return await PostgresServer.StartAsync(binaries);
        }
        catch (InvalidOperationException fault)
        {
            throw new DemoFaultException(fault.Message);
        }
    }

    // A try that is given up leaves a database that was made with another master key.
    private async Task<string?> DatabaseAsync()
    {
        if (_postgres is null)
        {
            return null;
        }
        var name = $"endpoint_{_databases++}";
        await _postgres.CreateDatabaseAsync(name);
        return _postgres.Connection(name);
    }

    private Task StartAcmeAsync(Dictionary<string, string> tracking, CancellationToken cancellationToken) =>
        StartOnFreePortsAsync(() =>
        {
            _acme?.Dispose();
            _acme = new TenantProcess("acme-prod", Folder("acme"), FreePort(7481));
            return _acme.StartAsync(tracking, Endpoint.RootFile, AdminPassword, cancellationToken);
        });

    private Task StartGlobexAsync(Dictionary<string, string> tracking, CancellationToken cancellationToken) =>
        StartOnFreePortsAsync(() =>
        {
            _globex?.Dispose();
            _globex = new TenantProcess("globex-prod", Folder("globex"), FreePort(7482));
            return _globex.StartAsync(tracking, Endpoint.RootFile, AdminPassword, cancellationToken);
        });

    // Between the look for a free port and its use another program, such as a second demo, may take it.
    private static async Task StartOnFreePortsAsync(Func<Task> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await start();
                return;
            }
            catch (DemoFaultException fault) when (fault.IsPortTaken && attempt < Attempts)
            {
                // The next free ports, then.
            }
        }
    }

    private int FreePort(int first)
    {
        lock (_taken)
        {
            return Processes.FreePort.From(first, _taken);
        }
    }

    private string Folder(string name) => Path.Combine(_folder, name);
}
