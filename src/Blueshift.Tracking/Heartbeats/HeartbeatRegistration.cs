using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Registers what tells the endpoint how this side is doing.</summary>
internal static class HeartbeatRegistration
{
    [SuppressMessage(
        "ApiDesign",
        "RS0030:Do not use banned APIs",
        Justification = "Here the source of randomness is injected."
    )]
    public static void AddHeartbeats(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton<IHeartbeatTransport>(provider => new HttpHeartbeatTransport(
            provider.GetRequiredService<EndpointClient>()
        ));
        services.TryAddSingleton(provider => new HeartbeatSender(
            provider.GetRequiredService<IActivityBuffer>(),
            new HeartbeatReports(
                provider.GetRequiredService<IBufferReports>(),
                provider.GetService<IActiveSetReader>()
            ),
            provider.GetRequiredService<TrackingCondition>(),
            provider.GetRequiredService<IHeartbeatTransport>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(provider => new HeartbeatSchedule(
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value.Delivery.HeartbeatInterval,
            Random.Shared.NextDouble,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(provider => new HeartbeatOrders(
            provider.GetRequiredService<ISubjectErasure>(),
            provider.GetService<IResync>(),
            logger(provider)
        ));
        services.TryAddSingleton(provider => new HeartbeatReporter(
            provider.GetRequiredService<TrackingCondition>(),
            logger(provider),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton<IHeartbeatTurn, OnlyTurn>();
        services.TryAddSingleton<HeartbeatRound>();
        services.TryAddSingleton<HeartbeatLoop>();
    }
}
