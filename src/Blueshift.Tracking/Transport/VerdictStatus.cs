namespace Blueshift.Tracking.Transport;

/// <summary>Is the endpoint's word for one activity.</summary>
internal enum VerdictStatus
{
    Accepted,
    Duplicate,
    Rejected,
    Deferred,
}
