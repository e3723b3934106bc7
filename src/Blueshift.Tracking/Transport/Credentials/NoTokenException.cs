using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is thrown when there is no token to send a request with. It never leaves the transport.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "Nobody else throws it."
)]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the transport.")]
internal sealed class NoTokenException(string message) : Exception(message);
