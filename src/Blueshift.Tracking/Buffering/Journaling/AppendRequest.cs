using System.Threading.Tasks.Sources;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is one caller that waits for its append. Made once and used again and again: a capture allocates nothing for it. Its state is
/// changed under the lock of its <see cref="AppendQueue"/>, and answers are given outside of it.
/// </summary>
internal sealed class AppendRequest(AppendQueue queue) : IValueTaskSource<AppendResult>
{
    private ManualResetValueTaskSourceCore<AppendResult> _answer;
    private CancellationTokenRegistration _cancellation;

    /// <summary>Gets what to append; belongs to the caller, who keeps it until the answer.</summary>
    public EncodedActivities? Activities { get; private set; }

    public AppendState State { get; set; }

    public AppendResult Result { get; private set; }

    /// <summary>Gets whether its caller is called back by the answer.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Gets or sets whether it is answered among others, and its caller did not run yet.</summary>
    public bool IsReturning { get; set; }

    public ValueTask<AppendResult> Task => new(this, _answer.Version);

    /// <summary>Begins a use. The token ends the wait for as long as the activities have no place in a frame.</summary>
    public void Begin(EncodedActivities activities, CancellationToken cancellationToken)
    {
        Activities = activities;
        State = AppendState.Pending;
        IsAwaited = false;
        _cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((AppendRequest)state!).Cancel(token),
            this
        );
    }

    /// <summary>Ends the wait: from now on the token does not count.</summary>
    public void End(AppendResult result)
    {
        State = AppendState.Answered;
        Result = result;
    }

    /// <summary>Lets the caller go on with <see cref="Result"/>.</summary>
    /// <param name="inline">Whether within this call: only when nothing else waits for the thread.</param>
    public void Answer(bool inline)
    {
        _answer.RunContinuationsAsynchronously = !inline;
        _answer.SetResult(Result);
    }

    public AppendResult GetResult(short token)
    {
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            // Waits for a cancellation that runs just now, so that it never meets the next use.
            _cancellation.Dispose();
            _cancellation = default;
            _answer.Reset();
            Activities = null;
            queue.Return(this);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    )
    {
        IsAwaited = true;
        _answer.OnCompleted(continuation, state, token, flags);
    }

    private void Cancel(CancellationToken token)
    {
        if (queue.TryWithdraw(this))
        {
            _answer.RunContinuationsAsynchronously = true;
            _answer.SetException(new OperationCanceledException(token));
        }
    }
}
