using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Transport;

/// <summary>Says that an answer began and could not be read to its end. Never leaves the transport.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "Made in one place only."
)]
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "Caught by the transport, two handlers up."
)]
internal sealed class UnreadableAnswerException(DeliveryFault fault, string detail) : Exception(detail)
{
    public DeliveryFault Fault { get; } = fault;
}
