namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says to whom what a journal holds may be sent: it belongs to one client instance and one endpoint.</summary>
internal sealed record BufferOwner(string InstanceId, string EndpointHost);
