using Demo.Driving;
using Demo.Panel.Pressing;

namespace Demo.Panel.Counting;

/// <summary>Counts one client instance; while it is off, or does not answer, what it said last holds.</summary>
internal sealed class TenantCount(PanelTenant tenant, TimeProvider clock)
{
    private readonly LossJudge _judge = new(clock);
    private TrackingCounts _counts = TrackingCounts.None;
    private long _stored;

    public string Instance => tenant.Instance;

    /// <param name="report">What the endpoint holds; <see langword="null"/> where it did not answer.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<TenantFigures> LookAsync(EndpointReport? report, CancellationToken cancellationToken)
    {
        var stored = report?.Instances.FirstOrDefault(one => one.Instance == tenant.Instance);
        var counts = await tenant.CountAsync(cancellationToken);
        (_counts, _stored) = (counts ?? _counts, stored?.Activities ?? _stored);
        var balance = new Balance(_counts, _stored);
        return new TenantFigures(
            Instance,
            balance,
            _judge.Judge(balance.Lost, stored is not null && counts is not null)
        );
    }
}
