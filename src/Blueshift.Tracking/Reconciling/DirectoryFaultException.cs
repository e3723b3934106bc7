using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Says that the host's user directory failed. It holds the type of what was thrown alone: its message may quote a user.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "It is thrown in one place, and without a type it says nothing."
)]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves the comparison.")]
internal sealed class DirectoryFaultException(string type) : Exception("The user directory failed.")
{
    /// <summary>Gets what kind of fault it was.</summary>
    public string Type { get; } = type;
}
