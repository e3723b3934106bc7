using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TenantApp.Hosting;

/// <summary>Shows an administrator what the health check of the tracking library knows. Everybody else sees the one word of <c>/health</c>.</summary>
public static class TrackingHealth
{
    public const string Name = "user-activity-tracking";

    public static HealthCheckOptions Options { get; } =
        new() { Predicate = check => check.Name == Name, ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var tracking = report.Entries[Name];
        return context.Response.WriteAsJsonAsync(
            new
            {
                Status = tracking.Status.ToString(),
                tracking.Description,
                tracking.Data,
            }
        );
    }
}
