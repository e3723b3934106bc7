using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is what the endpoint is told without waiting for the next heartbeat to be due.</summary>
internal sealed record HeartbeatNews(DeliveryState State, ConditionReason Reason, long Dropped, int Forgotten);
