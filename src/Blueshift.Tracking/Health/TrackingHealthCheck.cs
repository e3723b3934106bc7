using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Blueshift.Tracking.Health;

/// <summary>Answers a host's health checks.</summary>
/// <param name="health">What is known; <see langword="null"/> where tracking is not registered.</param>
internal sealed class TrackingHealthCheck(TrackingHealth? health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Result(context.Registration.FailureStatus));

    private HealthCheckResult Result(HealthStatus failureStatus)
    {
        var facts = health?.Read() ?? HealthFacts.NotRegistered;
        return new HealthCheckResult(Status(facts.Severity, failureStatus), Words(facts), data: HealthData.Of(facts));
    }

    // Of the two the better one: a host that wants no worse than healthy gets it.
    private static HealthStatus Status(Severity severity, HealthStatus failureStatus) =>
        severity switch
        {
            Severity.Ok => HealthStatus.Healthy,
            Severity.Degraded when failureStatus < HealthStatus.Degraded => HealthStatus.Degraded,
            _ => failureStatus,
        };

    private static string Words(HealthFacts facts)
    {
        var reason = facts.Reason == ConditionReason.None ? "" : $": {ContractWords.Of(facts.Reason)}";
        var waiting = facts.Buffer?.Waiting ?? 0;
        return $"User activity tracking is {facts.State}{reason}; {waiting} waiting. {facts.Fix}";
    }
}
