using System.Security.Cryptography;

namespace Demo.Processes;

/// <summary>Is everything that runs: one endpoint, two client instances, and a folder that goes with them.</summary>
internal sealed class Stage : IDisposable
{
    private const int Attempts = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-demo-").FullName;
    private readonly List<int> _taken = [];
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
        Dictionary<string, string>[] tracking = [];
        await StartOnFreePortsAsync(async () => tracking = await StartEndpointAsync(cancellationToken));
        await Task.WhenAll(
            StartAcmeAsync(tracking[0], cancellationToken),
            StartGlobexAsync(tracking[1], cancellationToken)
        );
    }

    public void Dispose()
    {
        _acme?.Dispose();
        _globex?.Dispose();
        _endpoint?.Dispose();
        Processes.FreePort.ReleaseAll();
        Directory.Delete(_folder, recursive: true);
    }

    // The operator registers both instances while the endpoint starts; each try has a folder of its own.
    private async Task<Dictionary<string, string>[]> StartEndpointAsync(CancellationToken cancellationToken)
    {
        _endpoint?.Dispose();
        _endpoint = new EndpointProcess(Folder($"endpoint-{Guid.NewGuid():N}"), FreePort(7443), FreePort(7480));
        var acme = _endpoint.AddInstanceAsync("acme-prod", "Acme Ltd", 250, cancellationToken);
        var globex = _endpoint.AddInstanceAsync("globex-prod", "Globex Corporation", 40, cancellationToken);
        await Task.WhenAll(_endpoint.StartAsync(cancellationToken), acme, globex);
        return [await acme, await globex];
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
