using Blueshift.Tracking.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Blueshift.Tracking;

/// <summary>Registers the health check of user activity tracking.</summary>
public static class UserActivityTrackingHealthChecksBuilderExtensions
{
    private const string DefaultName = "user-activity-tracking";

    /// <summary>
    /// Adds a health check that says how tracking is doing. It reads counters alone: it asks neither the disk nor the endpoint, takes
    /// no time, and never throws.
    /// </summary>
    /// <param name="builder">The host's health checks. Tracking itself may be registered before or after.</param>
    /// <param name="name">The name of the check. The default is <c>user-activity-tracking</c>.</param>
    /// <param name="failureStatus">
    /// The worst status that the check reports. The default, <see langword="null"/>, is <see cref="HealthStatus.Degraded"/>, which a
    /// plain endpoint answers with 200: no probe should restart a process because the vendor is away. With
    /// <see cref="HealthStatus.Unhealthy"/> the check reports that while only a person can mend it or something is lost, and
    /// <see cref="HealthStatus.Degraded"/> for all that is less.
    /// </param>
    /// <param name="tags">Tags by which the host tells its checks apart.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    /// <remarks>
    /// Its <c>data</c> has the members <c>state</c>, <c>severity</c>, <c>reason</c>, <c>fix</c> and the figures that
    /// docs/operating.md lists, none of a person. A probe that restarts the process on a failure, such as the liveness probe of
    /// Kubernetes, must not ask it, whatever <paramref name="failureStatus"/> is: a restart mends nothing that it reports.
    /// </remarks>
    public static IHealthChecksBuilder AddUserActivityTracking(
        this IHealthChecksBuilder builder,
        string name = DefaultName,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(
            new HealthCheckRegistration(
                name,
                static provider => new TrackingHealthCheck(provider.GetService<TrackingHealth>()),
                failureStatus ?? HealthStatus.Degraded,
                tags
            )
        );
    }
}
