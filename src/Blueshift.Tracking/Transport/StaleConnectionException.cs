using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Transport;

/// <summary>Says that a pooled connection broke before any byte of an answer. Never leaves the transport.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "Made in one place only."
)]
internal sealed class StaleConnectionException(HttpRequestException cause)
    : HttpRequestException(cause.HttpRequestError, cause.Message, cause);
