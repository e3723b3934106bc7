using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Is an application that embeds the library as users do and delivers to a fake endpoint.</summary>
internal sealed class TrackedApplication : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public TrackedApplication(
        FakeCentralEndpoint endpoint,
        TimeProvider? timeProvider = null,
        Action<UserActivityTrackingOptions>? before = null
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton(timeProvider ?? TimeProvider.System);
        services.AddUserActivityTracking(before ?? (_ => { }));
        services.AddUserActivityTracking(endpoint.Configure);
        _provider = services.BuildServiceProvider();
    }

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public IUserActivityBacklog Backlog => _provider.GetRequiredService<IUserActivityBacklog>();

    /// <summary>Tracks that users were created, in one call.</summary>
    public async Task<IReadOnlyList<Guid>> CreateAsync(params int[] numbers)
    {
        var results = await Tracker.TrackAsync(numbers.Select(number => UserActivity.Created(User(number))));
        Assert.IsTrue(results.All(result => result.IsRecorded));
        return [.. results.Select(result => result.ActivityId)];
    }

    public static TrackedUser User(int number) =>
        new()
        {
            Key = $"user-{number}",
            FirstName = "Canary-Amelia",
            LastName = "Canary-Nguyen",
            Email = $"canary.{number}@customer.example",
        };

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
