using CentralEndpoint.Audit;
using CentralEndpoint.Rounds;

namespace CentralEndpoint.Retention;

/// <summary>Deletes what is due at the start and each day at the hour of <see cref="RetentionSettings.Hour"/>.</summary>
internal sealed class PurgeJob(Purge purge, RetentionTable table, TimeProvider clock, ILogger<PurgeJob> log)
    : DailyRounds(clock, log)
{
    protected override TimeSpan UntilNext(DateTimeOffset now) => table.NextRun(now) - now;

    protected override Task RunAsync(CancellationToken cancellationToken) =>
        purge.RunAsync(AuditedAct.Endpoint, cancellationToken);
}
