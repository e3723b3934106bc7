using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is an application that embeds the library and does with its own logging, tracing and HTTP clients whatever is possible.</summary>
internal sealed class CanaryApplication : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly CanaryWatch _watch;
    private readonly PassingClock _clock;
    private bool _isDisposed;

    public CanaryApplication(
        CanaryWatch watch,
        PassingClock clock,
        Action<UserActivityTrackingOptions> configure,
        Action<UserActivityTrackingBuilder>? register = null
    )
    {
        _watch = watch;
        _clock = clock;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddMetrics();
        services.AddLogging(watch.AddTo);
        services.ConfigureHttpClientDefaults(client =>
            client.AddExtendedHttpClientLogging(logging =>
            {
                logging.LogBody = true;
            })
        );
        services.AddHealthChecks().AddUserActivityTracking();
        var builder = services.AddUserActivityTracking(configure);
        register?.Invoke(builder);
        _provider = services.BuildServiceProvider();
        Counts = new Counts(_provider.GetRequiredService<IMeterFactory>());
    }

    public Counts Counts { get; }

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public IUserActivityPrivacy Privacy => _provider.GetRequiredService<IUserActivityPrivacy>();

    public IUserActivityBacklog Backlog => _provider.GetRequiredService<IUserActivityBacklog>();

    /// <summary>Records an addition of each user, the first ones one by one.</summary>
    public async Task<IReadOnlyList<TrackResult>> TrackAsync(IReadOnlyList<TrackedUser> users)
    {
        const int Single = 3;
        var results = new List<TrackResult>();
        foreach (var user in users.Take(Single))
        {
            results.AddRange(await TrackAsync([user], UserActivity.Created));
        }
        results.AddRange(await TrackAsync(users.Skip(Single), UserActivity.Created));
        return results;
    }

    /// <summary>Records an activity of each user, while no time passes in which the disk could be too slow.</summary>
    public async Task<IReadOnlyList<TrackResult>> TrackAsync<T>(IEnumerable<T> users, Func<T, UserActivity> activity)
    {
        var call = users.Select(activity).ToList();
        var results = await _clock.HoldAsync(() =>
            call.Count == 1 ? OneAsync(call[0]) : Tracker.TrackAsync(call).AsTask()
        );
        Look(results);
        return results;
    }

    /// <summary>Searches what a caller is given.</summary>
    public void Look(object? given) =>
        ObjectWalk.Look(given, (what, text) => _watch.Search.Text("given to the caller", what, text));

    /// <summary>Does what must throw, and searches the exception.</summary>
    public async Task ThrowsAsync<TException>(Func<Task> work)
        where TException : Exception => _watch.Exceptions.Look(await Assert.ThrowsAsync<TException>(work));

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }
        _isDisposed = true;
        _watch.ReadMetrics();
        Look(await _provider.GetRequiredService<HealthCheckService>().CheckHealthAsync());
        await _clock.HoldAsync(async () =>
        {
            await _provider.DisposeAsync();
            return true;
        });
        Counts.Dispose();
    }

    private async Task<IReadOnlyList<TrackResult>> OneAsync(UserActivity activity) =>
        [await Tracker.TrackAsync(activity)];
}
