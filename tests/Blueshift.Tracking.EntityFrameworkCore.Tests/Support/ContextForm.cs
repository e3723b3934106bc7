namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is how a host registers its context.</summary>
public enum ContextForm
{
    Plain,
    Pool,
    Factory,
    PooledFactory,
    ByHand,
}
