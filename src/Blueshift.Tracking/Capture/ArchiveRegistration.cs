using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Capture;

/// <summary>Registers what people ask of the buffer, and what counts captures.</summary>
internal static class ArchiveRegistration
{
    public static void AddArchive(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton(provider => new CaptureReporter(
            provider.GetRequiredService<TrackingMeter>(),
            logger(provider),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(provider => MovedActivity.With(provider.GetRequiredService<ActivityEncoder>()));
        services.TryAddSingleton<ISubjectErasure>(provider => new SubjectErasure(
            provider.GetRequiredService<IBufferArchive>()
        ));
        services.TryAddSingleton<IUserActivityPrivacy>(provider =>
            IsEnabled(provider)
                ? new UserActivityPrivacy(
                    provider.GetRequiredService<IBufferArchive>(),
                    new Subject(Options(provider).ClientInstanceId!)
                )
                : new DisabledArchive()
        );
        services.TryAddSingleton<IUserActivityBacklog>(provider =>
            IsEnabled(provider)
                ? new UserActivityBacklog(
                    provider.GetRequiredService<IActivityBuffer>(),
                    provider.GetRequiredService<IBufferArchive>()
                )
                : new DisabledArchive()
        );
    }

    private static bool IsEnabled(IServiceProvider provider) => Options(provider).Enabled;

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
}
