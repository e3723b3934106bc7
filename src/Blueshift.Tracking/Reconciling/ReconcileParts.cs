namespace Blueshift.Tracking.Reconciling;

/// <summary>Is what compares users, where there is a user directory and an outbox.</summary>
internal sealed record ReconcileParts(IReconcileStore Store, Reconciler Reconciler, ReconcileReporter Reporter);
