using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is the one exception of the file-system seam. Its message names no path: one may hold a user name.</summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "Its fault is what it is for."
)]
internal sealed class StorageFaultException(StorageFault fault, Exception? inner = null)
    : IOException($"The file system answered with {fault}.", inner)
{
    public StorageFault Fault { get; } = fault;
}
