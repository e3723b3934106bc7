namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Gives up what has become too old, and what was erased in the hands of one who died with it, every hour. Used by one thread at a time.</summary>
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
        var gone = await context
            .Opening.TryAsync(async () =>
                ((int Expired, int Erased)?)
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
        if (gone is { } counts)
        {
            _last = context.Time.GetTimestamp();
            context.Reporter.Dropped(DropReason.Expired, counts.Expired);
            context.Reporter.Dropped(DropReason.Erased, counts.Erased);
        }
    }
}
