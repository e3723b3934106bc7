namespace Blueshift.Tracking.Reconciling;

/// <summary>Is what compares users, where there is a user directory and an outbox.</summary>
/// <param name="Store">The ledger.</param>
/// <param name="Reconciler">Compares once.</param>
/// <param name="Reporter">Says what was found.</param>
/// <param name="Requests">Takes what is asked for.</param>
internal sealed record ReconcileParts(
    IReconcileStore Store,
    Reconciler Reconciler,
    ReconcileReporter Reporter,
    ReconcileRequests Requests
);
