namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is the turn of a process that shares its buffer with nobody.</summary>
internal sealed class OnlyTurn : IHeartbeatTurn
{
    public ValueTask<HeartbeatTurn> TakeAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new HeartbeatTurn(IsOurs: true, Ahead: null));

    public ValueTask NoteClockAsync(TimeSpan ahead, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PassOnAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<bool> LeaveAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);
}
