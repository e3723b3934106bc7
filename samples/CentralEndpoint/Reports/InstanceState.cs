namespace CentralEndpoint.Reports;

/// <summary>How much an instance's silence means.</summary>
public enum InstanceState
{
    /// <summary>No heartbeat ever.</summary>
    NeverReported,

    /// <summary>A heartbeat within the last three intervals.</summary>
    Live,

    /// <summary>No heartbeat for three intervals.</summary>
    Stale,
}
