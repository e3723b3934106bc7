using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Registers what compares users with what the endpoint knows. Without a user directory there is none of it, and with the journal as buffer
/// neither: it does not keep what the endpoint knows.
/// </summary>
internal static class ReconcileRegistration
{
    [SuppressMessage(
        "ApiDesign",
        "RS0030:Do not use banned APIs",
        Justification = "Here the source of randomness is injected."
    )]
    public static void AddReconciling(this IServiceCollection services, Func<IServiceProvider, ILogger> logger)
    {
        services.TryAddSingleton(provider => new ReconcileRequests(Time(provider)));
        services.TryAddSingleton<IReconcileRequests>(provider => provider.GetRequiredService<ReconcileRequests>());
        services.TryAddSingleton<ReconcilePart>();
        services.TryAddSingleton(provider => new ReconcileSchedule(
            Options(provider).Baseline,
            Random.Shared.NextDouble,
            Time(provider)
        ));
        services.TryAddSingleton(provider => new OptionalParts(
            IsPossible(provider) ? Parts(provider, logger(provider)) : null
        ));
        services.TryAddSingleton<IUserReconciler>(provider => new UserReconciler(
            Options(provider).Enabled ? provider.GetRequiredService<OptionalParts>().Parts : null
        ));
        // Nothing where nobody knows who is active: whoever asks for them takes that for an answer.
        services.TryAddSingleton<IResync>(provider =>
            IsPossible(provider) ? provider.GetRequiredService<ReconcileRequests>() : null!
        );
        services.TryAddSingleton<IActiveSetReader>(provider =>
            IsPossible(provider)
                ? new ActiveSetReader(
                    provider.GetRequiredService<IReconcileStore>(),
                    provider.GetRequiredService<ReconcilePart>()
                )
                : null!
        );
        services.TryAddSingleton(provider => new ReconcileService(
            provider.GetRequiredService<OptionalParts>().Parts is { } parts ? Loop(provider, parts) : null,
            isUnused: HasDirectory(provider) && !IsPossible(provider),
            logger(provider)
        ));
    }

    /// <summary>Says whether the host registered a user directory, without making it.</summary>
    public static bool HasDirectory(IServiceProvider provider)
    {
        if (provider.GetService<IServiceProviderIsService>() is { } registered)
        {
            return registered.IsService(typeof(IUserDirectory));
        }
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetService<IUserDirectory>() is not null;
    }

    private static bool IsPossible(IServiceProvider provider) =>
        HasDirectory(provider) && provider.GetService<IReconcileStore>() is not null;

    private static ReconcileParts Parts(IServiceProvider provider, ILogger logger)
    {
        var store = provider.GetRequiredService<IReconcileStore>();
        var options = Options(provider);
        var time = Time(provider);
        var buffer = provider.GetRequiredService<IActivityBuffer>();
        var directory = new UserDirectorySource(provider.GetRequiredService<IServiceScopeFactory>());
        var reporter = new ReconcileReporter(provider.GetRequiredService<TrackingCondition>(), logger, time);
        var capture = provider.GetRequiredService<CaptureReporter>();
        var terms = new ReconcileTerms(options.Baseline, new RecordingPace(buffer.GetState, store, time), time);
        var scan = new ReconcileScan(directory, store, new Subject(options.ClientInstanceId!));
        var recorder = new FindingRecorder(directory, store, capture);
        var baseline = new BaselineStep(scan, recorder, store, reporter, terms);
        return new ReconcileParts(
            store,
            new Reconciler(scan, recorder, baseline, store, terms),
            reporter,
            provider.GetRequiredService<ReconcileRequests>()
        );
    }

    private static ReconcileLoop Loop(IServiceProvider provider, ReconcileParts parts) =>
        new(parts, provider.GetRequiredService<ReconcileSchedule>(), provider.GetRequiredService<ReconcilePart>());

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    /// <summary>Holds the parts, where there are any: once for whoever asks.</summary>
    private sealed record OptionalParts(ReconcileParts? Parts);
}
