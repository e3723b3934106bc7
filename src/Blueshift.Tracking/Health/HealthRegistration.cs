using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.Health;

/// <summary>Registers what health is read from.</summary>
internal static class HealthRegistration
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.TryAddSingleton<BufferInUse>();
        services.TryAddSingleton<UncheckedSettings>();
        services.TryAddSingleton(provider =>
        {
            var health = new TrackingHealth(
                provider.GetRequiredService<UncheckedSettings>(),
                provider.GetRequiredService<BufferInUse>(),
                provider.GetRequiredService<TrackingCondition>(),
                provider.GetRequiredService<TimeProvider>()
            );
            provider
                .GetRequiredService<TrackingMeter>()
                .Gauge(
                    "severity",
                    unit: null,
                    "How bad what is wrong is: 0 nothing, 1 degraded, 2 failing.",
                    () => (double)health.Severity
                );
            return health;
        });
    }
}
