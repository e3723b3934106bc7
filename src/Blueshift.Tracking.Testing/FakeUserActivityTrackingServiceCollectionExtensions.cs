using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Testing.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.Testing;

/// <summary>Registers the fake tracker.</summary>
public static class FakeUserActivityTrackingServiceCollectionExtensions
{
    /// <summary>
    /// Puts <see cref="FakeUserActivityTracker"/> in place of the tracker, before or after the real registration: no setting is
    /// required, nothing is delivered, no file or socket is opened. What is captured in the host's context comes to the fake once the
    /// save is committed, and needs no table.
    /// </summary>
    /// <param name="services">The services of the test, or those of the host under test.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddFakeUserActivityTracking(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.RemoveAll<IUserActivityTracker>();
        services.RemoveAll<ITrackingLifetime>();
        services.RemoveAll<IStartCheck>();
        services.TryAddSingleton(provider => new FakeUserActivityTracker(
            provider.GetService<TimeProvider>() ?? TimeProvider.System
        ));
        services.AddSingleton<IUserActivityTracker>(provider => provider.GetRequiredService<FakeUserActivityTracker>());
        services.TryAddSingleton<ICommittedActivities>(provider => new CapturedByFake(
            provider.GetRequiredService<FakeUserActivityTracker>()
        ));
        services.AddSingleton<ITrackingLifetime>(new NoDelivery());
        services.AddSingleton<IStartCheck>(new NoCheck());
        // The fake keeps nothing on a disk of which anything could be found.
        services.RemoveAll<IUserActivityPrivacy>();
        services.RemoveAll<IUserActivityBacklog>();
        services.AddSingleton<IUserActivityPrivacy, DisabledArchive>();
        services.AddSingleton<IUserActivityBacklog, DisabledArchive>();
        return services;
    }
}
