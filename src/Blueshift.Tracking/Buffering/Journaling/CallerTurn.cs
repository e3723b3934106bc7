namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is a caller's turn on the thread that committed for it: the caller goes on in that thread, and what it appends meanwhile waits
/// for the same thread. Waking another one costs a single caller half a flush. One for each thread.
/// </summary>
internal sealed class CallerTurn
{
    [ThreadStatic]
    private static CallerTurn? _ofThread;

    private AppendQueue? _queue;

    /// <summary>Gets or sets whether the thread did not come back soon enough: it is not waited for again in this turn.</summary>
    public bool IsSpent { get; set; }

    /// <summary>Begins a turn on the current thread.</summary>
    public static CallerTurn Begin(AppendQueue queue)
    {
        var turn = _ofThread ??= new CallerTurn();
        turn._queue = queue;
        turn.IsSpent = false;
        return turn;
    }

    /// <summary>Gives the turn that the current thread has of a queue; <see langword="null"/> without one.</summary>
    public static CallerTurn? Of(AppendQueue queue) => _ofThread is { } turn && turn._queue == queue ? turn : null;

    public void End() => _queue = null;
}
