using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Registers what takes activities from the buffer to the endpoint.</summary>
internal static class DeliveryRegistration
{
    [SuppressMessage(
        "ApiDesign",
        "RS0030:Do not use banned APIs",
        Justification = "Here the source of randomness is injected."
    )]
    public static void AddDelivery(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton<ICredential>(provider =>
            Options(provider).Credential is { ApiKey: { Length: > 0 } apiKey }
                ? new FixedApiKey(apiKey)
                : new ApiKeyFile(Options(provider).Credential.ApiKeyFile!, logger(provider))
        );
        services.TryAddSingleton(provider => new EndpointClient(
            EndpointConnection.Create(Options(provider), Time(provider)),
            provider.GetRequiredService<ICredential>(),
            Options(provider),
            Time(provider)
        ));
        services.TryAddSingleton<IActivityTransport>(provider => new HttpActivityTransport(
            provider.GetRequiredService<EndpointClient>(),
            Options(provider)
        ));
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
        services.TryAddSingleton(provider => new StartupLine(Options(provider), logger(provider)));
        services.TryAddSingleton<DispatchLoop>();
        services.TryAddSingleton<DispatchService>();
        services.TryAddSingleton<ITrackingLifetime>(provider =>
            Options(provider).Enabled
                ? provider.GetRequiredService<DispatchService>()
                : new DisabledLifetime(logger(provider))
        );
    }

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
