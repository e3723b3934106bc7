namespace Blueshift.Tracking.Heartbeats;

/// <summary>
/// Says whose turn it is to send heartbeats, where several processes share a buffer: one of them tells of it for all. Storage faults do
/// not leave it.
/// </summary>
internal interface IHeartbeatTurn
{
    /// <summary>Takes the turn, or keeps it for a while, unless another process has it. Where nobody can say it is everybody's.</summary>
    ValueTask<HeartbeatTurn> TakeAsync(CancellationToken cancellationToken);

    /// <summary>Notes the endpoint's clock, for those who have not the turn and so do not hear from it.</summary>
    /// <param name="ahead">By how much this host's clock is ahead of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask NoteClockAsync(TimeSpan ahead, CancellationToken cancellationToken);

    /// <summary>Gives the turn to whoever asks next, when the endpoint did not take what this process sent.</summary>
    ValueTask PassOnAsync(CancellationToken cancellationToken);

    /// <summary>Gives it back for good: this process stops.</summary>
    /// <returns>Whether the endpoint is to be told of the stop: no other process is known that goes on.</returns>
    ValueTask<bool> LeaveAsync(CancellationToken cancellationToken);
}
