namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Is how much a reset breaks.</summary>
internal enum ResetScope
{
    /// <summary>The TCP connection, with every other request on it.</summary>
    Connection,

    /// <summary>The one request; in HTTP/1.1 that is the connection.</summary>
    Request,
}
