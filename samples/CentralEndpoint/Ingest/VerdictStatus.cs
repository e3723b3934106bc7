namespace CentralEndpoint.Ingest;

/// <summary>What the endpoint says about one activity.</summary>
internal enum VerdictStatus
{
    Accepted,
    Duplicate,
    Rejected,
}
