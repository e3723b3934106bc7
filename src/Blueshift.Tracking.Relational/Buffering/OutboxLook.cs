namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Looks at the database for the numbers. Safe for several threads.</summary>
internal sealed class OutboxLook(OutboxContext context, OutboxNumbers numbers)
{
    // What is another instance's may be another application's that is well and shares the database.
    private static readonly TimeSpan ForeignAge = TimeSpan.FromMinutes(15);

    /// <summary>Looks at all the numbers, which reads every row's place.</summary>
    public async Task AtAllAsync()
    {
        var begun = numbers.LookAtAll();
        var before = context.Time.GetUtcNow() - ForeignAge;
        var counts = await context
            .Opening.TryAsync(() => context.Store.CountAsync(before, CancellationToken.None))
            .ConfigureAwait(false);
        if (counts is not null)
        {
            numbers.Found(begun, counts);
            context.Reporter.ForeignWaits(counts.Foreign);
        }
    }

    /// <summary>Looks at the lowest open number, which reads one.</summary>
    public async Task AtFirstOpenAsync()
    {
        var look = numbers.Look();
        await context
            .Opening.TryAsync(async () =>
            {
                numbers.Looked(look, await context.Store.FirstOpenAsync(CancellationToken.None).ConfigureAwait(false));
                return this;
            })
            .ConfigureAwait(false);
    }
}
