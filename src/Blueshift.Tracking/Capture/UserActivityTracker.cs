using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Capture;

/// <summary>Validates, adjusts and encodes activities and hands them to the buffer. Never touches the network.</summary>
internal sealed class UserActivityTracker : IUserActivityTracker
{
    private static readonly TimeSpan MaxFlushTimeout = TimeSpan.FromDays(24);

    private readonly ActivityEncoder _encoder;
    private readonly IActivityBuffer _buffer;
    private readonly FlushRequests _flush;
    private readonly TrackingMeter _meter;
    private readonly TrackerLifetime _lifetime;

    public UserActivityTracker(
        ActivityEncoder encoder,
        IActivityBuffer buffer,
        FlushRequests flush,
        TrackingMeter meter,
        TrackerLifetime lifetime
    )
    {
        _encoder = encoder;
        _buffer = buffer;
        _flush = flush;
        _meter = meter;
        _lifetime = lifetime;
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
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, MaxFlushTimeout);
        _lifetime.EnsureStarted();
        var last = _buffer.GetState().LastSequence;
        return await _flush
            .WhenSettledAsync(last, () => _buffer.GetState().SettledThrough, timeout, cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<TrackResult[]> RecordAsync(
        IReadOnlyList<UserActivity> activities,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        _lifetime.EnsureStarted();
        var captured = activities.Select(_encoder.Encode).ToArray();
        var appended = _lifetime.HasStopped
            ? Enumerable.Repeat(new AppendResult(RefusalReason.Stopped), captured.Length).ToArray()
            : await _buffer
                .AppendAsync(Array.ConvertAll(captured, one => one.Encoded), cancellationToken)
                .ConfigureAwait(false);
        var results = captured.Zip(appended, Result).ToArray();
        if (_lifetime.ThrowsRefusals && results.Any(result => !result.IsRecorded))
        {
            throw new UserActivityRefusedException(results);
        }
        return results;
    }

    private TrackResult Result(CapturedActivity captured, AppendResult appended)
    {
        var id = captured.Encoded.Id;
        if (!appended.IsRecorded)
        {
            _meter.Refused(appended.Refusal);
            return TrackResult.Refused(id, appended.Refusal, captured.IsAdjusted);
        }
        _meter.Recorded(captured.Encoded.Status);
        Count("firstName", captured.FirstName);
        Count("lastName", captured.LastName);
        Count("email", captured.Email);
        return TrackResult.Recorded(id, captured.IsAdjusted);
    }

    private void Count(string member, TextRules rules)
    {
        if (rules == TextRules.None)
        {
            return;
        }
        foreach (var rule in Enum.GetValues<TextRules>())
        {
            if (rule != TextRules.None && rules.HasFlag(rule))
            {
                _meter.Adjusted(member, rule.ToString());
            }
        }
    }
}
