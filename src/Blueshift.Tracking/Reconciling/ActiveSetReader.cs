using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Heartbeats;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Tells who is active by the ledger, where it is this process's part.</summary>
internal sealed class ActiveSetReader(IReconcileStore store, ReconcilePart part) : IActiveSetReader
{
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "The heartbeat goes on without it."
    )]
    public async ValueTask<ActiveSet?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!part.TellsActiveSet)
        {
            return null;
        }
        try
        {
            return await store.ReadActiveSetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
