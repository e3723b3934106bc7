using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Is the library as a host registers it, without the host: real disk, real keys, delivery in the background.</summary>
internal sealed class TrackedProvider : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    /// <summary>Puts it together with an endpoint that is down.</summary>
    public TrackedProvider(string folder)
        : this(TrackingSetup.For(folder)) { }

    public TrackedProvider(Action<UserActivityTrackingOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddUserActivityTracking(configure);
        _provider = services.BuildServiceProvider();
    }

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public IActivityBuffer Buffer => _provider.GetRequiredService<IActivityBuffer>();

    public ActivityEncoder Encoder => _provider.GetRequiredService<ActivityEncoder>();

    /// <summary>Checks the settings and the folder, as the host's start does.</summary>
    public void Check() => _ = _provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    /// <summary>Records activities in calls of 10,000.</summary>
    public async Task FillAsync(int count)
    {
        var activities = People.Make(10_000);
        for (var recorded = 0; recorded < count; recorded += activities.Length)
        {
            Recorded.Check(await Tracker.TrackAsync(activities.Take(count - recorded)));
        }
    }

    /// <summary>Measures what the buffer is given for activities, of which one append takes all.</summary>
    public int EncodedLength(IEnumerable<UserActivity> activities)
    {
        using var scratch = new ActivityScratch();
        foreach (var activity in activities)
        {
            Encoder.Encode(activity, scratch);
        }
        return scratch.Activities.Records.Length;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
