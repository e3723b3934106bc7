namespace Demo.Panel.Counting;

/// <summary>Is what was counted at a moment.</summary>
/// <param name="At">When.</param>
/// <param name="Tenants">By client instance.</param>
/// <param name="Waiting">How many waited in all, second by second, this moment last.</param>
public sealed record PanelFigures(DateTimeOffset At, IReadOnlyList<TenantFigures> Tenants, IReadOnlyList<long> Waiting)
{
    public TenantFigures Total => TenantFigures.Sum(Tenants);
}
