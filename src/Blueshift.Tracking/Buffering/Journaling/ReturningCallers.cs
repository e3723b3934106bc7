namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is the callers that were answered together and did not run yet. Most of them append again at once: the next commit waits until
/// half of them have, or all have run. Otherwise the first to come back has a flush for itself, for which the others wait. Not
/// safe for several threads; its queue locks.
/// </summary>
internal sealed class ReturningCallers
{
    private int _count;
    private int _quorum;

    /// <summary>Notes who is answered. One who does not wait yet is not waited for: it may look at its answer any time later.</summary>
    public void Answered(List<AppendRequest> requests)
    {
        foreach (var request in requests)
        {
            request.IsReturning = request.IsAwaited && requests.Count > 1;
            _count += request.IsReturning ? 1 : 0;
        }
        _quorum = requests.Count / 2;
    }

    /// <summary>Notes that a caller runs.</summary>
    public void Ran(AppendRequest request)
    {
        _count -= request.IsReturning ? 1 : 0;
        request.IsReturning = false;
    }

    /// <summary>Says whether so many appends are to wait for more.</summary>
    public bool AreAwaited(int pending) => _count > 0 && pending < _quorum;
}
