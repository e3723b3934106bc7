namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Is what the endpoint says about one activity.</summary>
internal enum VerdictStatus
{
    Accepted,
    Duplicate,
    Rejected,
    Deferred,
}
