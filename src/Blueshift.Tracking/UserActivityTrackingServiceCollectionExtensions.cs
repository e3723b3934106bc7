using System.Diagnostics.Metrics;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking;

/// <summary>Registers user activity tracking.</summary>
public static class UserActivityTrackingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IUserActivityTracker"/>, with settings from the section <c>UserActivityTracking</c> of the host's
    /// configuration if there is one. Calling it again registers nothing twice.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <returns>A builder on which further packages hang their own methods.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <remarks>
    /// A missing or faulty setting stops the host's start, or without a generic host the first use, with an
    /// <see cref="OptionsValidationException"/> that names every fault at once.
    /// </remarks>
    public static UserActivityTrackingBuilder AddUserActivityTracking(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.All(service => service.ServiceType != typeof(HostSection)))
        {
            services.AddSingleton<HostSection>();
            services
                .AddOptions<UserActivityTrackingOptions>()
                .Configure<IServiceProvider>(
                    (options, provider) =>
                    {
                        if (provider.GetService<IConfiguration>() is { } configuration)
                        {
                            OptionsReader.Read(configuration, options);
                        }
                    }
                );
        }
        return AddServices(services);
    }

    /// <summary>Adds <see cref="IUserActivityTracker"/> with settings from the given configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The section <c>UserActivityTracking</c>, or the root that holds it.</param>
    /// <returns>A builder on which further packages hang their own methods.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <remarks>The settings of every call are applied in the order of the calls.</remarks>
    public static UserActivityTrackingBuilder AddUserActivityTracking(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services
            .AddOptions<UserActivityTrackingOptions>()
            .Configure(options => OptionsReader.Read(configuration, options));
        return AddServices(services);
    }

    /// <summary>Adds <see cref="IUserActivityTracker"/> with settings from code, on top of the host's configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>A builder on which further packages hang their own methods.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <remarks>The settings of every call are applied in the order of the calls.</remarks>
    public static UserActivityTrackingBuilder AddUserActivityTracking(
        this IServiceCollection services,
        Action<UserActivityTrackingOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddUserActivityTracking();
        services.Configure(configure);
        return builder;
    }

    private static UserActivityTrackingBuilder AddServices(IServiceCollection services)
    {
        services.AddOptions().AddLogging();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<UserActivityTrackingOptions>, TrackingOptionsValidator>(
                provider => new TrackingOptionsValidator(
                    provider.GetRequiredService<IFileSystem>(),
                    provider.GetRequiredService<ChosenFolder>(),
                    provider.GetServices<IFurtherCheck>(),
                    provider.GetService<IServiceProviderIsService>()
                )
            )
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFileSystem, DiskFileSystem>();
        services.TryAddSingleton<IFolderEnvironment, HostFolderEnvironment>();
        services.TryAddSingleton<ChosenFolder>();
        services.TryAddSingleton<IStartCheck, SettingsCheck>();
        services.TryAddSingleton(provider => new TrackingCondition(Time(provider)));
        services.TryAddSingleton(provider => new TrackingMeter(
            provider.GetService<IMeterFactory>(),
            provider.GetRequiredService<TrackingCondition>()
        ));
        services.AddHealth();
        AddCapture(services);
        services.AddDelivery(Logger);
        services.AddHeartbeats(Logger);
        services.AddReconciling(Logger);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, TrackingHostedService>(provider =>
            {
                provider.GetRequiredService<IStartCheck>().Check();
                return new TrackingHostedService(
                    () => provider.GetRequiredService<TrackingCondition>().Making(() => Lifetime(provider)),
                    provider.GetService<IHostApplicationLifetime>(),
                    Logger(provider)
                );
            })
        );
        return new UserActivityTrackingBuilder(services);
    }

    private static void AddCapture(IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
        {
            var journal = JournalBufferFactory.Create(provider, Options(provider), Logger(provider));
            return new BufferParts(journal, journal.Archive, journal.Reports);
        });
        services.TryAddSingleton(provider =>
        {
            var buffer = provider.GetRequiredService<BufferParts>().Buffer;
            var meter = provider.GetRequiredService<TrackingMeter>();
            BufferGauges.Add(meter, buffer, Time(provider));
            meter.Begin();
            provider.GetRequiredService<BufferInUse>().Is(buffer);
            return buffer;
        });
        services.TryAddSingleton(provider => Parts(provider).Archive);
        services.TryAddSingleton(provider => Parts(provider).Reports);
        services.AddArchive(Logger);
        services.TryAddSingleton(provider => new ActivityEncoder(Options(provider), Time(provider)));
        services.TryAddSingleton(provider =>
            provider.GetRequiredService<TrackingCondition>().Making(() => Tracker(provider))
        );
    }

    // The buffer first: with it come its gauges, and whoever disposes it.
    private static BufferParts Parts(IServiceProvider provider)
    {
        provider.GetRequiredService<IActivityBuffer>();
        return provider.GetRequiredService<BufferParts>();
    }

    private static IUserActivityTracker Tracker(IServiceProvider provider)
    {
        if (!Options(provider).Enabled)
        {
            return new DisabledTracker();
        }
        // Its gauge is there from the first use on, whatever becomes of the rest.
        provider.GetRequiredService<TrackingHealth>();
        var tracker = new UserActivityTracker(
            provider.GetRequiredService<ActivityEncoder>(),
            provider.GetRequiredService<IActivityBuffer>(),
            provider.GetRequiredService<FlushRequests>(),
            provider.GetRequiredService<CaptureReporter>(),
            provider.GetRequiredService<DispatchService>().Start
        );
        return Options(provider).FailureMode == FailureMode.Throw ? new ThrowingTracker(tracker) : tracker;
    }

    private static ITrackingLifetime Lifetime(IServiceProvider provider)
    {
        provider.GetRequiredService<TrackingHealth>();
        return provider.GetRequiredService<ITrackingLifetime>();
    }

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static GuardedLogger Logger(IServiceProvider provider) =>
        new(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Blueshift.Tracking"));

    /// <summary>Marks that the host's own section is read already.</summary>
    private sealed class HostSection;
}
