namespace Blueshift.Tracking.Transport;

/// <summary>Is why nothing was acknowledged. The names are the contract's closed list of reasons.</summary>
internal enum DeliveryFault
{
    None,

    /// <summary>Nobody answered: network, name, timeout, or a 408, 425, 429 or 5xx.</summary>
    Unreachable,

    /// <summary>No TLS connection that we may trust.</summary>
    TlsRefused,

    /// <summary>Somebody answered who does not speak the contract.</summary>
    NotOurEndpoint,

    /// <summary>The address or the request is not what the endpoint takes: 3xx, 404, 405, 410, other 4xx.</summary>
    EndpointRefused,

    /// <summary>401 or 403.</summary>
    CredentialRefused,
}
