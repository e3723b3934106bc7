using System.Diagnostics.CodeAnalysis;

namespace Demo;

/// <summary>Says in the viewer's words why the demo cannot go on.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here alone.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Caught by Program.")]
internal sealed class DemoFaultException(string message) : Exception(message)
{
    /// <summary>Gets whether the cause is a port that another program uses.</summary>
    public bool IsPortTaken { get; init; }
}
