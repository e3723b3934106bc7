using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Gathers what callers append while the commit before is on its way to the disk, and commits it as one. One commit runs at a
/// time, on a thread of the pool; a disk that hangs holds that thread alone, and no caller for longer than the time given.
/// </summary>
internal sealed class GroupCommit : IThreadPoolWorkItem, IDisposable
{
    // Touched by the committing thread alone.
    private readonly Commit _commit = new();
    private readonly List<AppendRequest> _answered = [];

    // Asked for by whoever erases, answered by the committing thread.
    private volatile bool _mustRoll;

    // Read-only.
    private readonly AppendQueue _queue;
    private readonly LogWriter _writer;
    private readonly JournalContext _context;
    private readonly TimeSpan _timeout;
    private readonly CommitWatch _watch;

    public GroupCommit(LogWriter writer, JournalContext context)
    {
        _queue = new AppendQueue(commit: this, context.Time);
        _writer = writer;
        _context = context;
        _timeout = context.Options.AppendTimeout;
        _watch = new CommitWatch(Stall, _timeout, context.Time);
    }

    /// <summary>Appends; completes when the activities are durable, or with why they are not. Throws for a cancelled token alone.</summary>
    public ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken) =>
        _queue.TryAdd(activities, out var refusal, cancellationToken) is { } request
            ? request.Task
            : ValueTask.FromResult(new AppendResult(0, refusal));

    /// <summary>
    /// Ends the open segment, on the committing thread. It takes its turn as an append of nothing does, so that no caller waits for it
    /// longer than for one.
    /// </summary>
    /// <returns><see langword="false"/> when the disk does not answer in time, or nothing is recorded any more.</returns>
    public async Task<bool> TryRollAsync()
    {
        _mustRoll = true;
        using var nothing = new EncodedActivities();
        var answer = await AppendAsync(nothing, CancellationToken.None).ConfigureAwait(false);
        return answer.Refusal == RefusalReason.None && !_mustRoll;
    }

    public void Execute() => _ = CommitAsync();

    /// <summary>Refuses from now on, and returns when what was appended before is committed, or the disk did not answer in time.</summary>
    /// <returns><see langword="false"/> when the disk hangs: the writer stays with the thread that waits for it.</returns>
    public async Task<bool> CloseAsync()
    {
        try
        {
            await _queue.CloseAsync().WaitAsync(_timeout, _context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        Dispose();
        return true;
    }

    public void Dispose()
    {
        _watch.Dispose();
        _queue.Dispose();
        _writer.Dispose();
        _commit.Dispose();
    }

    private async Task CommitAsync()
    {
        AppendRequest? only;
        do
        {
            await CommitOnceAsync().ConfigureAwait(false);
            only = End();
        } while (only is not null && TryAnswerInline(only));
    }

    // Must not throw: nobody looks, and the callers would wait for ever.
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A defect becomes a refusal."
    )]
    private async ValueTask CommitOnceAsync()
    {
        _watch.Begin();
        try
        {
            Take(await _writer.PrepareAsync().ConfigureAwait(false));
            if (_commit.Frames.Length > 0)
            {
                _writer.Write(_commit);
            }
        }
        catch (Exception exception)
        {
            _commit.Refusal = RefusalReason.StorageFault;
            _context.Reporter.Unexpected(exception);
        }
    }

    private void Take(RefusalReason refusal)
    {
        _watch.HasKey();
        if (_mustRoll)
        {
            _writer.Roll();
            _mustRoll = false;
        }
        var room = refusal == RefusalReason.None ? _context.Bounds.Room(out refusal) : 0;
        _commit.Begin(room, refusal);
        _queue.Take(_commit);
    }

    // One caller goes on in this thread, after the next commit is somebody else's; many go on in threads of their own.
    private AppendRequest? End()
    {
        _watch.End();
        if (!_queue.Complete(_commit, _answered))
        {
            _context.Reporter.Late(_commit);
        }
        var only = _answered.Count == 1 ? _answered[0] : null;
        if (only is null)
        {
            AnswerAll(_answered);
        }
        _answered.Clear();
        _queue.GoOn();
        return only;
    }

    /// <summary>Lets a caller go on within this call.</summary>
    /// <returns><see langword="true"/> when it appended again: the next commit is this thread's.</returns>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "An awaiter of the caller's own making must not end the commits."
    )]
    private bool TryAnswerInline(AppendRequest only)
    {
        var turn = CallerTurn.Begin(_queue);
        try
        {
            only.Answer(inline: true);
        }
        catch (Exception exception)
        {
            _context.Reporter.Unexpected(exception);
        }
        return _queue.TryResume(turn);
    }

    private void Stall(RefusalReason reason)
    {
        var refused = new List<AppendRequest>();
        if (_queue.TryStall(reason, refused))
        {
            _context.Reporter.StorageHangs(reason);
            AnswerAll(refused);
        }
    }

    private static void AnswerAll(List<AppendRequest> requests)
    {
        foreach (var request in requests)
        {
            request.Answer(inline: false);
        }
    }
}
