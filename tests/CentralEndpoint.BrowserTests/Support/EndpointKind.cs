namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Which of the two endpoints is looked at.</summary>
public enum EndpointKind
{
    /// <summary>Has instances in every state, one of them with a history of more than a year.</summary>
    Filled,

    /// <summary>Has no instance.</summary>
    Empty,
}
