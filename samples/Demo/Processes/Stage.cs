using System.Security.Cryptography;

namespace Demo.Processes;

/// <summary>Is everything that runs: one endpoint, two client instances, and a folder that goes with them.</summary>
internal sealed class Stage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-demo-").FullName;

    public Stage()
    {
        var taken = new List<int>();
        Endpoint = new EndpointProcess(Folder("endpoint"), FreePort.From(7443, taken), FreePort.From(7480, taken));
        Acme = new TenantProcess("acme-prod", Folder("acme"), FreePort.From(7481, taken));
        Globex = new TenantProcess("globex-prod", Folder("globex"), FreePort.From(7482, taken));
    }

    public EndpointProcess Endpoint { get; }

    public TenantProcess Acme { get; }

    public TenantProcess Globex { get; }

    /// <summary>Gets the password of the account <c>admin</c> at both instances, made for this run.</summary>
    public string AdminPassword { get; } = RandomNumberGenerator.GetHexString(20, lowercase: true) + "-Demo";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Endpoint.StartAsync(cancellationToken);
        await Task.WhenAll(
            StartTenantAsync(Acme, "Acme Ltd", seats: 250, cancellationToken),
            StartTenantAsync(Globex, "Globex Corporation", seats: 40, cancellationToken)
        );
    }

    public void Dispose()
    {
        Acme.Dispose();
        Globex.Dispose();
        Endpoint.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartTenantAsync(
        TenantProcess tenant,
        string client,
        int seats,
        CancellationToken cancellationToken
    )
    {
        var tracking = await Endpoint.AddInstanceAsync(tenant.Instance, client, seats, cancellationToken);
        await tenant.StartAsync(tracking, Endpoint.RootFile, AdminPassword, cancellationToken);
    }

    private string Folder(string name) => Path.Combine(_folder, name);
}
