using Blueshift.Tracking.Heartbeats;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Says whose turn it is as the test wants, and shows what it was told.</summary>
internal sealed class ScriptedTurn : IHeartbeatTurn
{
    private int _asked;

    public HeartbeatTurn Turn { get; set; } = new(IsOurs: true, Ahead: null);

    /// <summary>Gets or sets whether nobody else is known when this process leaves.</summary>
    public bool IsLast { get; set; }

    public int Asked => Volatile.Read(ref _asked);

    public int PassedOn { get; private set; }

    public bool HasLeft { get; private set; }

    public List<TimeSpan> Clocks { get; } = [];

    public ValueTask<HeartbeatTurn> TakeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return ValueTask.FromResult(Turn);
    }

    public ValueTask NoteClockAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        Clocks.Add(ahead);
        return ValueTask.CompletedTask;
    }

    public ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        PassedOn++;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> LeaveAsync(CancellationToken cancellationToken)
    {
        HasLeft = true;
        return ValueTask.FromResult(IsLast);
    }
}
