using CentralEndpoint.Rounds;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Audit;

/// <summary>Writes the newest entry of the chain into the log, at the start and once a day: whoever cuts the chain at its end has not the log.</summary>
internal sealed class AuditAnchor(EndpointStore store, TimeProvider clock, ILogger<AuditAnchor> log)
    : DailyRounds(clock, log)
{
    protected override TimeSpan UntilNext(DateTimeOffset now) => TimeSpan.FromDays(1);

    protected override async Task RunAsync(CancellationToken cancellationToken) =>
        log.LogInformation(
            "The audit chain ends with {Head}; audit verify --newest compares with it",
            await store.ReportAsync(AuditVerification.HeadAsync)
        );
}
