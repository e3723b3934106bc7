using System.Diagnostics.CodeAnalysis;

namespace DemoHistory;

/// <summary>Says why the history cannot be told.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Thrown here alone.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Caught by Program.")]
internal sealed class HistoryFaultException(string message) : Exception(message);
