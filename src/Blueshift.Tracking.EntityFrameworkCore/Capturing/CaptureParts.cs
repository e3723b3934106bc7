using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Capturing;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Is what capture works with, once it is needed: an outbox, or what stands in its place in a host's tests.</summary>
internal sealed class CaptureParts
{
    /// <summary>Gets the outbox; not there in a test with the fake.</summary>
    public IOutboxCapture? Outbox { get; init; }

    /// <summary>Gets the fake.</summary>
    public ICommittedActivities? Fake { get; init; }

    public IReconcileRequests? Reconciling { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets the client instance.</summary>
    public string Instance { get; init; } = "";

    /// <summary>Counts a fault of capture's own.</summary>
    public void Faulted(string reason) => Outbox?.Faulted(reason);
}
