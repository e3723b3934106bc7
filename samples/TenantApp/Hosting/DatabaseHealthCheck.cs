using Microsoft.Extensions.Diagnostics.HealthChecks;
using TenantApp.Accounts;

namespace TenantApp.Hosting;

/// <summary>Says whether the application database answers.</summary>
public sealed class DatabaseHealthCheck(AppDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
