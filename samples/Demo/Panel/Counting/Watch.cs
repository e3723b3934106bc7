using Demo.Driving;
using Demo.Panel.Pressing;

namespace Demo.Panel.Counting;

/// <summary>Counts both ends every second.</summary>
internal sealed class Watch : IAsyncDisposable
{
    // Two minutes.
    private const int Samples = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<TenantCount> _tenants;
    private readonly EndpointReports _reports;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<long> _waiting = [];
    private Task _looking = Task.CompletedTask;

    public Watch(IEnumerable<PanelTenant> tenants, EndpointReports reports, TimeProvider clock)
    {
        _tenants = [.. tenants.Select(tenant => new TenantCount(tenant, clock))];
        _reports = reports;
        _clock = clock;
        var nothing = new Balance(TrackingCounts.None, 0);
        Figures = new PanelFigures(
            clock.GetUtcNow(),
            [.. _tenants.Select(tenant => new TenantFigures(tenant.Instance, nothing, Lost: null))],
            [0]
        );
    }

    /// <summary>Gets what was counted last.</summary>
    public PanelFigures Figures { get; private set; }

    public void Start() => _looking = LookOnAsync();

    /// <summary>Counts once more, now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // The endpoint first: what it has by then was recorded before.
            var report = await Answer.OfAsync(_reports.ReadAsync, cancellationToken);
            var tenants = await Task.WhenAll(_tenants.Select(tenant => tenant.LookAsync(report, cancellationToken)));
            _waiting.Enqueue(tenants.Sum(static tenant => tenant.Balance.Counted.Waiting));
            if (_waiting.Count > Samples)
            {
                _waiting.Dequeue();
            }
            Figures = new PanelFigures(_clock.GetUtcNow(), tenants, [.. _waiting]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
        _turn.Dispose();
    }

    private async Task LookOnAsync()
    {
        using var timer = new PeriodicTimer(Pause, _clock);
        try
        {
            do
            {
                await LookAsync(_end.Token);
            } while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The demo ends.
        }
    }
}
