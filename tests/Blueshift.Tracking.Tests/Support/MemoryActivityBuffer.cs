using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Keeps activities in memory: the plainest buffer that passes the contract tests.
/// </summary>
internal sealed class MemoryActivityBuffer : IActivityBuffer
{
    // Touched by every side, under the lock.
    private readonly Lock _lock = new();
    private readonly MemoryLog _log;
    private readonly HashSet<Claim> _claims = [];
    private TaskCompletionSource _claimable = NewSignal();
    private bool _isClosed;

    // Read-only.
    private readonly string _source;
    private readonly TimeProvider _timeProvider;

    public MemoryActivityBuffer(UserActivityTrackingOptions options, TrackingMeter meter, TimeProvider timeProvider)
    {
        var journalId = Guid.CreateVersion7(timeProvider.GetUtcNow());
        _source = $"/clients/{options.ClientInstanceId}/journals/{journalId:D}";
        _log = new MemoryLog(options.Buffer.MaxBytes, meter, timeProvider);
        _timeProvider = timeProvider;
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            var recorded = 0;
            var refusal = _isClosed ? RefusalReason.Stopped : RefusalReason.None;
            foreach (var activity in activities.ToSingle())
            {
                refusal = refusal == RefusalReason.None ? _log.Append(activity, now) : refusal;
                recorded += refusal == RefusalReason.None ? 1 : 0;
            }
            _claimable.TrySetResult();
            return ValueTask.FromResult(new AppendResult(recorded, refusal));
        }
    }

    public ValueTask<Claim?> ClaimAsync(int maxCount, int maxBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_log.HasClaimable(_timeProvider.GetUtcNow()))
            {
                return ValueTask.FromResult<Claim?>(null);
            }
            var activities = _log.Take(maxCount, maxBytes)
                .Select(record => new ClaimedActivity(record.Sequence, record.Activity.Id, record.Activity.Bytes))
                .ToArray();
            var claim = new Claim(_source, activities);
            _claims.Add(claim);
            return ValueTask.FromResult<Claim?>(claim);
        }
    }

    public ValueTask SettleAsync(
        Claim claim,
        IReadOnlyList<Settlement> settlements,
        CancellationToken cancellationToken
    )
    {
        if (settlements.Count != claim.Activities.Count)
        {
            throw new ArgumentException(
                $"The claim has {claim.Activities.Count} activities, but {settlements.Count} settlements were given.",
                nameof(settlements)
            );
        }
        lock (_lock)
        {
            if (!_claims.Remove(claim))
            {
                throw new InvalidOperationException("The claim is not held by this buffer: it was settled before.");
            }
            for (var index = 0; index < settlements.Count; index++)
            {
                _log.Settle(claim.Activities[index].Sequence, settlements[index]);
            }
            _claimable.TrySetResult();
        }
        return ValueTask.CompletedTask;
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Task claimable;
        TimeSpan? untilDue;
        lock (_lock)
        {
            var now = _timeProvider.GetUtcNow();
            if (_log.HasClaimable(now))
            {
                return;
            }
            _claimable = _claimable.Task.IsCompleted ? NewSignal() : _claimable;
            claimable = _claimable.Task;
            untilDue = _log.Earliest - now is { } due
                ? TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds))
                : null;
        }
        try
        {
            await claimable
                .WaitAsync(untilDue ?? Timeout.InfiniteTimeSpan, _timeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A parked activity is due.
        }
    }

    public BufferState GetState()
    {
        lock (_lock)
        {
            return _log.GetState();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
