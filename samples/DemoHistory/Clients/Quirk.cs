namespace DemoHistory.Clients;

/// <summary>What is wrong with an instance at the end.</summary>
internal enum Quirk
{
    None,

    /// <summary>Its user directory counts others than the endpoint does.</summary>
    Drifts,

    /// <summary>Its server was replaced, and what waited on the old disk is gone.</summary>
    LostItsBuffer,
}
