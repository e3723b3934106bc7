using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Collects what is to be said, sends it, and notes what the endpoint was told. Used by the loop alone.</summary>
internal sealed class HeartbeatSender
{
    private readonly IActivityBuffer _buffer;
    private readonly HeartbeatReports _reports;
    private readonly TrackingCondition _condition;
    private readonly IHeartbeatTransport _transport;
    private readonly TimeProvider _timeProvider;

    public HeartbeatSender(
        IActivityBuffer buffer,
        HeartbeatReports reports,
        TrackingCondition condition,
        IHeartbeatTransport transport,
        TimeProvider timeProvider
    )
    {
        _buffer = buffer;
        _reports = reports;
        _condition = condition;
        _transport = transport;
        _timeProvider = timeProvider;
    }

    /// <summary>Gets how many activities were not recorded since the process began.</summary>
    public long Refused => _condition.RefusedSoFar().Sum(static refused => refused.Count);

    /// <summary>Says what is new enough to be told.</summary>
    public HeartbeatNews News(int forgotten)
    {
        var buffer = _buffer.GetState();
        return new HeartbeatNews(
            _condition.Delivery.State,
            ConditionPolicy.Worst(buffer, _condition),
            buffer.Dropped,
            forgotten
        );
    }

    /// <summary>Sends one.</summary>
    /// <param name="state">How delivery is doing.</param>
    /// <param name="forgotten">Who was erased at the endpoint's request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SentHeartbeat> SendAsync(
        DeliveryState state,
        IReadOnlyList<ReadOnlyMemory<byte>> forgotten,
        CancellationToken cancellationToken
    )
    {
        var sources = await _reports
            .Buffer.ReportAsync(HeartbeatWriter.MaxSources, HeartbeatWriter.MaxRanges, cancellationToken)
            .ConfigureAwait(false);
        var buffer = _buffer.GetState();
        var activeSet = await _reports.ActiveSetAsync(cancellationToken).ConfigureAwait(false);
        var facts = new HeartbeatFacts
        {
            SentAt = _timeProvider.GetUtcNow(),
            State = state,
            Reason = ConditionPolicy.Worst(buffer, _condition),
            Buffer = buffer,
            Refused = _condition.RefusedSoFar(),
            Sources = sources,
            ActiveSet = activeSet,
            Forgotten = forgotten,
        };
        var began = _timeProvider.GetTimestamp();
        var reply = await _transport.SendAsync(HeartbeatWriter.Write(facts), cancellationToken).ConfigureAwait(false);
        var elapsed = _timeProvider.GetElapsedTime(began);
        if (reply.Answer is not null)
        {
            await _reports.Buffer.ToldAsync(sources, cancellationToken).ConfigureAwait(false);
        }
        var hasMore = sources.Any(source => source.HasMore);
        return new SentHeartbeat(
            reply,
            new HeartbeatNews(state, facts.Reason, buffer.Dropped, forgotten.Count),
            hasMore,
            reply.Answer is { } answer ? ClockSkew.Of(facts.SentAt, elapsed, answer.ServerTime) : TimeSpan.Zero
        );
    }
}
