namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is the callers of a <see cref="GroupCommit"/>: those without a place in a frame, those whose frame is on its way to the disk,
/// and why the next one is refused at once. Safe for several threads.
/// </summary>
internal sealed class AppendQueue : IDisposable
{
    private const int MaxIdleRequests = 1024;

    private readonly Lock _lock = new();
    private readonly PendingAppends _pending = new();
    private readonly List<AppendRequest> _taken = [];
    private readonly Stack<AppendRequest> _idle = new();
    private readonly ReturningCallers _returning = new();
    private readonly CommitStart _start;
    private bool _isCommitting;
    private bool _isClosed;
    private RefusalReason _stall;
    private TaskCompletionSource? _quiet;

    /// <param name="commit">Runs one commit; queued when one must be begun.</param>
    /// <param name="timeProvider">Ends the wait for a thread that does not come back.</param>
    public AppendQueue(IThreadPoolWorkItem commit, TimeProvider timeProvider) =>
        _start = new CommitStart(commit, _lock, timeProvider);

    /// <summary>Adds a caller and sees to it that its commit begins, or refuses.</summary>
    /// <param name="activities">What to append.</param>
    /// <param name="refusal">Why it was refused.</param>
    /// <param name="cancellationToken">Withdraws the caller for as long as it has no place in a frame.</param>
    /// <returns><see langword="null"/> when refused.</returns>
    public AppendRequest? TryAdd(
        EncodedActivities activities,
        out RefusalReason refusal,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
        {
            refusal = Refusal();
            if (refusal != RefusalReason.None)
            {
                return null;
            }
            var request = _idle.TryPop(out var idle) ? idle : new AppendRequest(this);
            // In the queue before the token is watched: one that ends now withdraws it again.
            _pending.Add(request, activities);
            request.Begin(activities, cancellationToken);
            BeginIfDue();
            return request;
        }
    }

    /// <summary>Takes a caller out of the queue.</summary>
    /// <returns><see langword="false"/> when it has its place in a frame, or its answer: the token no longer counts.</returns>
    public bool TryWithdraw(AppendRequest request)
    {
        lock (_lock)
        {
            if (request.State != AppendState.Pending)
            {
                return false;
            }
            _pending.Remove(request);
            request.State = AppendState.Answered;
            return true;
        }
    }

    /// <summary>Takes back a request that nobody waits for any more.</summary>
    public void Return(AppendRequest request)
    {
        lock (_lock)
        {
            request.State = AppendState.Idle;
            _returning.Ran(request);
            BeginIfDue();
            if (_idle.Count < MaxIdleRequests)
            {
                _idle.Push(request);
            }
        }
    }

    /// <summary>Gives as many callers a place as the commit takes. Their records are copied: an answer lets them have their memory back.</summary>
    public void Take(Commit commit)
    {
        lock (_lock)
        {
            _pending.Take(commit, _taken);
        }
    }

    /// <summary>Hands out those whose commit ended, to be answered, and ends a stall.</summary>
    /// <returns><see langword="false"/> when they were answered before, because the commit took too long.</returns>
    public bool Complete(Commit commit, List<AppendRequest> answered)
    {
        lock (_lock)
        {
            for (var index = 0; index < _taken.Count; index++)
            {
                _taken[index].End(commit.Result(commit.Parts[index]));
            }
            _returning.Answered(_taken);
            answered.AddRange(_taken);
            _taken.Clear();
            var isInTime = _stall == RefusalReason.None;
            _stall = RefusalReason.None;
            return isInTime;
        }
    }

    /// <summary>Hands out everybody, to be refused, and refuses those who come until the commit ends.</summary>
    /// <returns><see langword="false"/> when no commit is under way.</returns>
    public bool TryStall(RefusalReason reason, List<AppendRequest> refused)
    {
        lock (_lock)
        {
            if (!_isCommitting)
            {
                return false;
            }
            _stall = reason;
            refused.AddRange(_taken);
            _taken.Clear();
            _pending.MoveTo(refused);
            refused.ForEach(request => request.End(new AppendResult(0, reason)));
            return true;
        }
    }

    /// <summary>Ends a commit, and begins the next one if it is due.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            // A watch that rang after the commit was answered has stalled nothing.
            _stall = RefusalReason.None;
            _isCommitting = false;
            // On any thread: this one goes on with a caller.
            BeginIfDue(isCaller: false);
        }
    }

    /// <summary>Ends a caller's turn.</summary>
    /// <returns><see langword="true"/> when it appended, and the thread that is free again is to commit.</returns>
    public bool TryResume(CallerTurn turn)
    {
        lock (_lock)
        {
            turn.End();
            return _start.TryTake(turn);
        }
    }

    /// <summary>Refuses from now on.</summary>
    /// <returns>Completes when what was added before has its answer.</returns>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            _start.Release();
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            BeginIfDue();
            return _quiet.Task;
        }
    }

    public void Dispose() => _start.Dispose();

    private void BeginIfDue(bool isCaller = true)
    {
        var turn = isCaller ? CallerTurn.Of(this) : null;
        // Somebody else waits too, and not for a thread that may be long.
        _start.ReleaseUnless(turn);
        if (_isCommitting)
        {
            return;
        }
        if (_pending.Count == 0)
        {
            _quiet?.TrySetResult();
        }
        else if (_isClosed || !_returning.AreAwaited(_pending.Count))
        {
            _isCommitting = true;
            _start.Begin(_isClosed ? null : turn, isCaller);
        }
    }

    private RefusalReason Refusal()
    {
        if (_isClosed)
        {
            return RefusalReason.Stopped;
        }
        return _stall == RefusalReason.None && _pending.AreTooMany ? RefusalReason.StorageTimeout : _stall;
    }
}
