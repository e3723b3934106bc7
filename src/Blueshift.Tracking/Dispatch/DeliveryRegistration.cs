using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Credentials;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Registers what takes activities from the buffer to the endpoint.</summary>
internal static class DeliveryRegistration
{
    public static void AddDelivery(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.AddEndpoint(logger);
        services.TryAddSingleton<IActivityTransport>(provider => new HttpActivityTransport(
            provider.GetRequiredService<EndpointClient>(),
            Options(provider)
        ));
        services.AddDispatch(logger);
    }

    [SuppressMessage(
        "ApiDesign",
        "RS0030:Do not use banned APIs",
        Justification = "Here the source of randomness is injected."
    )]
    private static void AddDispatch(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton(provider => new FlushRequests(Time(provider)));
        services.TryAddSingleton(provider => new DispatchPolicies(
            Options(provider),
            provider.GetRequiredService<FlushRequests>(),
            Random.Shared.NextDouble,
            Time(provider)
        ));
        services.TryAddSingleton(provider => new DeliveryReporter(
            provider.GetRequiredService<TrackingMeter>(),
            provider.GetRequiredService<TrackingCondition>(),
            logger(provider),
            Time(provider)
        ));
        services.TryAddSingleton(provider => new StartupLine(
            Options(provider),
            provider.GetRequiredService<TrackingCondition>(),
            logger(provider)
        ));
        services.TryAddSingleton(provider => new DispatchLoop(
            provider.GetRequiredService<IActivityBuffer>(),
            new MeasuredTransport(
                provider.GetRequiredService<IActivityTransport>(),
                provider.GetRequiredService<TrackingMeter>(),
                Options(provider).Endpoint!.Host,
                Time(provider)
            ),
            provider.GetRequiredService<DispatchPolicies>(),
            provider.GetRequiredService<DeliveryReporter>()
        ));
        services.TryAddSingleton<SideLoops>();
        services.TryAddSingleton<DispatchService>();
        services.TryAddSingleton<ITrackingLifetime>(provider =>
            Options(provider).Enabled
                ? provider.GetRequiredService<DispatchService>()
                : new DisabledLifetime(logger(provider))
        );
    }

    private static void AddEndpoint(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton(provider =>
            CredentialChoice.Make(
                Options(provider),
                provider.GetService<ITrackingCredential>(),
                logger(provider),
                Time(provider)
            )
        );
        services.TryAddSingleton(provider => new PeerVerification(
            Options(provider),
            provider.GetRequiredService<TrackingMeter>(),
            logger(provider)
        ));
        services.TryAddSingleton(provider => new EndpointClient(
            EndpointConnection.Create(
                Options(provider),
                provider.GetRequiredService<CredentialChoice>().Credential,
                provider.GetRequiredService<PeerVerification>(),
                Time(provider)
            ),
            Options(provider),
            Time(provider),
            provider.GetRequiredService<PeerVerification>()
        ));
    }

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
