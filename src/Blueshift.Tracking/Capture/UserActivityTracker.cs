using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Validates, adjusts and encodes activities and hands them to the buffer. Never touches the network.</summary>
internal sealed class UserActivityTracker : IUserActivityTracker
{
    private readonly ActivityEncoder _encoder;
    private readonly IActivityBuffer _buffer;
    private readonly FlushRequests _flush;
    private readonly CaptureReporter _reporter;

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

    public async ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var results = await RecordAsync([activity], cancellationToken).ConfigureAwait(false);
        return results[0];
    }

    public async ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    )
    {
        var all = ActivityList.Checked(activities);
        return all.Count == 0 ? [] : await RecordAsync(all, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        FlushTimeout.Check(timeout);
        _start();
        var last = _buffer.GetState().LastSequence;
        return await _flush.WhenSettledAsync(last, timeout, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<TrackResult[]> RecordAsync(
        IReadOnlyList<UserActivity> activities,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        _start();
        var captured = activities.Select(_encoder.Encode).ToArray();
        var appended = await _buffer
            .AppendAsync(Array.ConvertAll(captured, one => one.Encoded), cancellationToken)
            .ConfigureAwait(false);
        return captured.Zip(appended, Result).ToArray();
    }

    private TrackResult Result(CapturedActivity captured, AppendResult appended)
    {
        var id = captured.Encoded.Id;
        if (!appended.IsRecorded)
        {
            _reporter.Refused(appended.Refusal);
            return TrackResult.Refused(id, appended.Refusal, captured.IsAdjusted);
        }
        _reporter.Recorded(captured);
        return TrackResult.Recorded(id, captured.IsAdjusted);
    }
}
