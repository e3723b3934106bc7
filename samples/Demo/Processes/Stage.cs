using System.Security.Cryptography;

namespace Demo.Processes;

/// <summary>Is everything that runs: the endpoint, two client instances, and a folder that goes with them.</summary>
/// <param name="usesPostgres">
/// Whether there are two endpoints over one PostgreSQL database, and two nodes of the second client instance over another, rather than
/// one of each with a file.
/// </param>
internal sealed class Stage(bool usesPostgres) : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-demo-").FullName;
    private readonly List<int> _taken = [];
    private PostgresServer? _postgres;
    private int _databases;
    private Endpoints? _endpoints;
    private TenantProcess? _acme;
    private readonly List<TenantProcess> _globex = [];

    public Endpoints Endpoints => _endpoints!;

    public TenantProcess Acme => _acme!;

    /// <summary>Gets the nodes of the second client instance: two where there is a database that both can use.</summary>
    public IReadOnlyList<TenantProcess> Globex => _globex;

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
        _globex.ForEach(node => node.Dispose());
        if (_endpoints is not null)
        {
            await _endpoints.DisposeAsync();
        }
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
        if (_endpoints is not null)
        {
            await _endpoints.DisposeAsync();
        }
        _endpoints = usesPostgres ? await TwoEndpointsAsync() : OneEndpoint();
        var first = _endpoints.First;
        var acme = first.AddInstanceAsync("acme-prod", "Acme Ltd", 250, cancellationToken);
        var globex = first.AddInstanceAsync("globex-prod", "Globex Corporation", 40, cancellationToken);
        await Task.WhenAll(_endpoints.StartAsync(cancellationToken), acme, globex);
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

    private Endpoints OneEndpoint() =>
        new(new EndpointProcess(EndpointFolder(), FreePort(7443), FreePort(7480)), second: null);

    private async Task<Endpoints> TwoEndpointsAsync()
    {
        // A try that is given up leaves a database that was made with another master key.
        var database = $"endpoint_{_databases++}";
        await _postgres!.CreateDatabaseAsync(database);
        var balanced = new Uri($"https://localhost:{FreePort(7443)}");
        var connection = _postgres.Connection(database);
        var first = new EndpointProcess(EndpointFolder(), FreePort(7444), FreePort(7480), connection)
        {
            Ingest = balanced,
        };
        return new Endpoints(first, first.Another(EndpointFolder(), FreePort(7445), FreePort(7490)));
    }

    // Its users are told of by Identity's manager, and what waits stands in the journal, a folder.
    private Task StartAcmeAsync(Dictionary<string, string> tracking, CancellationToken cancellationToken) =>
        StartOnFreePortsAsync(() =>
        {
            _acme?.Dispose();
            _acme = new TenantProcess("acme-prod", Folder("acme"), FreePort(7481)) { Arguments = ["--journal"] };
            return _acme.StartAsync(tracking, Endpoints.First.RootFile, AdminPassword, cancellationToken);
        });

    // Its context tells of users, and what waits stands beside them in its database.
    private async Task StartGlobexAsync(Dictionary<string, string> tracking, CancellationToken cancellationToken)
    {
        string? database = null;
        if (_postgres is not null)
        {
            await _postgres.CreateDatabaseAsync("globex", PostgresServer.TenantRole);
            database = _postgres.Connection("globex", PostgresServer.TenantRole);
        }
        // One after the other: the first makes the database and the keys that the nodes share.
        foreach (var port in database is null ? (int[])[7482] : [7482, 7483])
        {
            await StartOnFreePortsAsync(async () =>
            {
                var node = new TenantProcess("globex-prod", Folder("globex"), FreePort(port)) { Database = database };
                _globex.Add(node);
                try
                {
                    await node.StartAsync(tracking, Endpoints.First.RootFile, AdminPassword, cancellationToken);
                }
                catch (DemoFaultException)
                {
                    _globex.Remove(node);
                    node.Dispose();
                    throw;
                }
            });
        }
    }

    /// <summary>Starts something; again where between the look for a free port and its use another program has taken it.</summary>
    public static async Task StartOnFreePortsAsync(Func<Task> start)
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

    /// <summary>Takes a port for as long as everything runs: the given one, or the next free one.</summary>
    public int FreePort(int first)
    {
        lock (_taken)
        {
            return Processes.FreePort.From(first, _taken);
        }
    }

    private string EndpointFolder() => Folder($"endpoint-{Guid.NewGuid():N}");

    private string Folder(string name) => Path.Combine(_folder, name);
}
