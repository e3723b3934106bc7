using System.Data.Common;
using System.Runtime.CompilerServices;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Validates, adjusts and encodes activities and hands them to the buffer. Never touches the network.</summary>
internal sealed class UserActivityTracker : IUserActivityTracker, ITransactionalTracker
{
    private readonly ActivityEncoder _encoder;
    private readonly IActivityBuffer _buffer;
    private readonly FlushRequests _flush;
    private readonly CaptureReporter _reporter;
    private readonly ActivityScratches _scratches = new();

    // Begins delivery; cheap and harmless when it has begun or ended.
    private readonly Action _start;

    public UserActivityTracker(
        ActivityEncoder encoder,
        IActivityBuffer buffer,
        FlushRequests flush,
        CaptureReporter reporter,
        Action start
    )
    {
        _encoder = encoder;
        _buffer = buffer;
        _flush = flush;
        _reporter = reporter;
        _start = start;
    }

    // The state machine is pooled: a capture that waits for the disk allocates next to nothing.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        cancellationToken.ThrowIfCancellationRequested();
        _start();
        var call = _reporter.Begin(count: 1);
        var outcome = MeasuredCall.Thrown;
        var scratch = _scratches.Rent();
        try
        {
            var captured = _encoder.Encode(activity, scratch);
            var appended = await _buffer.AppendAsync(scratch.Activities, cancellationToken).ConfigureAwait(false);
            outcome = appended.Recorded == 0 ? MeasuredCall.Refused : MeasuredCall.Recorded;
            return Result(captured, appended);
        }
        finally
        {
            _scratches.Return(scratch);
            _reporter.End(call, outcome);
        }
    }

    public async ValueTask<TrackResult> TrackAsync(
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        if (_buffer is not ITransactionalBuffer buffer)
        {
            throw new InvalidOperationException(
                "The buffer is the journal, which takes part in no transaction. Call UseOutbox(...) on what AddUserActivityTracking "
                    + "returns, or record without a transaction after your own commit, which is not atomic."
            );
        }
        cancellationToken.ThrowIfCancellationRequested();
        _start();
        var call = _reporter.Begin(count: 1);
        var outcome = MeasuredCall.Thrown;
        var scratch = _scratches.Rent();
        try
        {
            var captured = _encoder.Encode(activity, scratch);
            var refusal = await buffer
                .AppendAsync(scratch.Activities, transaction, cancellationToken)
                .ConfigureAwait(false);
            var appended = new AppendResult(refusal == RefusalReason.None ? 1 : 0, refusal);
            outcome = appended.Recorded == 0 ? MeasuredCall.Refused : MeasuredCall.Recorded;
            return Result(captured, appended);
        }
        finally
        {
            _scratches.Return(scratch);
            _reporter.End(call, outcome);
        }
    }

    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    )
    {
        var all = ActivityList.Checked(activities);
        if (all.Count == 0)
        {
            return ValueTask.FromResult<IReadOnlyList<TrackResult>>([]);
        }
        cancellationToken.ThrowIfCancellationRequested();
        _start();
        return RecordAsync(all, cancellationToken);
    }

    public async ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        FlushTimeout.Check(timeout);
        _start();
        await _buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        var last = _buffer.GetState().LastSequence;
        return await _flush.WhenSettledAsync(last, timeout, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<TrackResult>> RecordAsync(
        IReadOnlyList<UserActivity> activities,
        CancellationToken cancellationToken
    )
    {
        var call = _reporter.Begin(activities.Count);
        var outcome = MeasuredCall.Thrown;
        try
        {
            var capture = new BulkCapture(_encoder, _buffer, _reporter, _scratches);
            var results = await capture.RunAsync(activities, cancellationToken).ConfigureAwait(false);
            outcome = capture.IsRefused ? MeasuredCall.Refused : MeasuredCall.Recorded;
            return results;
        }
        finally
        {
            _reporter.End(call, outcome);
        }
    }

    private TrackResult Result(CapturedActivity captured, AppendResult appended)
    {
        if (appended.Recorded == 0)
        {
            _reporter.Refused(appended.Refusal, count: 1);
            return TrackResult.Refused(captured.Id, appended.Refusal, captured.IsAdjusted);
        }
        var isRemoval = captured.Status == UserActivityStatus.Removal;
        _reporter.Recorded(additions: isRemoval ? 0 : 1, removals: isRemoval ? 1 : 0);
        _reporter.Adjusted(captured);
        return captured.Recorded;
    }
}
