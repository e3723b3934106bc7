namespace CentralEndpoint;

/// <summary>Says why the endpoint cannot start, in words for the person who runs it.</summary>
public sealed class EndpointFaultException : Exception
{
    public EndpointFaultException(string message)
        : base(message) { }

    public EndpointFaultException(string message, Exception innerException)
        : base(message, innerException) { }
}
