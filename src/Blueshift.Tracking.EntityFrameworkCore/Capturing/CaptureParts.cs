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

    /// <summary>Counts a fault of capture's own. In a test with the fake there is no counter, so that it fails the test.</summary>
    /// <exception cref="InvalidOperationException">It is a test with the fake.</exception>
    public void Faulted(string reason, Exception exception)
    {
        if (Outbox is null)
        {
            throw new InvalidOperationException(
                $"Capture met a fault at the step \"{reason}\". In production the save goes on and the fault is counted; with the fake it "
                    + "is shown.",
                exception
            );
        }
        Outbox.Faulted(reason);
    }
}
