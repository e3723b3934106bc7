using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Is what begins with delivery and runs beside it.</summary>
/// <param name="Heartbeats">Tells the endpoint how this side is doing; the stop waits for the last one while there is time.</param>
/// <param name="Reconciling">Compares users with what the endpoint knows; the stop never waits for it.</param>
internal sealed record SideLoops(HeartbeatLoop Heartbeats, ReconcileService Reconciling);
