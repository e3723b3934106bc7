using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is whom a heartbeat asks for what it says.</summary>
/// <param name="Buffer">Tells how the sources stand.</param>
/// <param name="ActiveSet">Tells who is active; <see langword="null"/> where nobody knows all users.</param>
internal sealed record HeartbeatReports(IBufferReports Buffer, IActiveSetReader? ActiveSet)
{
    public ValueTask<ActiveSet?> ActiveSetAsync(CancellationToken cancellationToken) =>
        ActiveSet?.ReadAsync(cancellationToken) ?? ValueTask.FromResult<ActiveSet?>(null);
}
