namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Gives up what has become too old, every hour. Used by one thread at a time.</summary>
internal sealed class OutboxHousekeeping(OutboxContext context)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private long? _last;

    /// <summary>Does what is due.</summary>
    public async Task RunAsync()
    {
        if (_last is { } last && context.Time.GetElapsedTime(last) < Every)
        {
            return;
        }
        var now = context.Time.GetUtcNow();
        var expired = await context
            .Opening.TryAsync(async () =>
                (int?)
                    await context
                        .People.ExpireAsync(
                            context.Terms.Node,
                            context.Terms.MaxAge is { } age ? now - age : DateTimeOffset.UnixEpoch,
                            now - context.Terms.DeadLetterMaxAge,
                            CancellationToken.None
                        )
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        if (expired is { } count)
        {
            _last = context.Time.GetTimestamp();
            context.Reporter.Dropped(DropReason.Expired, count);
        }
    }
}
