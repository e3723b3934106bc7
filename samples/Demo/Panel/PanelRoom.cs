using Demo.Driving;
using Demo.Panel.Counting;
using Demo.Panel.Pressing;
using Demo.Processes;

namespace Demo.Panel;

/// <summary>Is what the panel shows and does.</summary>
internal sealed class PanelRoom : IAsyncDisposable
{
    public PanelRoom(Stage stage, TenantPair both, EndpointReports reports, CancellationToken cancellationToken)
    {
        Endpoints = stage.Endpoints;
        Tenants = [new PanelTenant([stage.Acme], both.Acme), new PanelTenant(stage.Globex, both.Globex)];
        Watch = new Watch(Tenants, reports, TimeProvider.System);
        Log = new PanelLog(TimeProvider.System);
        Desk = new Desk(Log, cancellationToken);
        Board = new ButtonBoard(Endpoints, Tenants, Watch);
    }

    public Endpoints Endpoints { get; }

    public IReadOnlyList<PanelTenant> Tenants { get; }

    public Watch Watch { get; }

    public PanelLog Log { get; }

    public Desk Desk { get; }

    public ButtonBoard Board { get; }

    public async ValueTask DisposeAsync()
    {
        await Desk.WhenIdleAsync();
        await Watch.DisposeAsync();
    }
}
