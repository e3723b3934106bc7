using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Counts how often a reconcile was asked for.</summary>
internal sealed class CountedRequests : IReconcileRequests
{
    public int Count { get; private set; }

    public void Soon() => Count++;
}
