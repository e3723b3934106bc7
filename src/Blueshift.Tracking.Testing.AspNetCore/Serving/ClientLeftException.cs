using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Ends the serving of a request whose client has left, or whose connection is broken.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It exists only with its cause.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught within the project.")]
internal sealed class ClientLeftException(IOException cause) : Exception("The client has left.", cause);
