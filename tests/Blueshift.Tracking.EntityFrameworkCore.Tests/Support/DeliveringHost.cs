using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host with capture and the whole library behind it, but for the network.</summary>
internal sealed class DeliveringHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly HostDatabase _database;

    private DeliveringHost(HostDatabase database, Action<DbContextOptionsBuilder> use)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        services.AddMetrics();
        Some.Network(services, Transport);
        services.AddSingleton(provider => new DispatchPolicies(
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value,
            provider.GetRequiredService<Buffering.FlushRequests>(),
            static () => 0.5,
            Time
        ));
        services
            .AddUserActivityTracking(options =>
            {
                Some.Settings(options);
                options.Buffer.Folder = null;
            })
            .CaptureEntities<HostedContext>(HostContext.Map);
        services.AddDbContext<HostedContext>(use);
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    public ObservedTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public static async Task<DeliveringHost> StartAsync(
        HostDatabase database,
        Action<DbContextOptionsBuilder>? use = null
    )
    {
        var host = new DeliveringHost(database, use ?? database.Use);
        await using var context = host.Context();
        await context.Database.EnsureCreatedAsync();
        return host;
    }

    public HostedContext Context() => _provider.CreateScope().ServiceProvider.GetRequiredService<HostedContext>();

    /// <summary>Waits until all that was committed is delivered.</summary>
    public async Task FlushAsync() =>
        Assert.IsTrue(
            await Patience.WithAsync(Tracker.FlushAsync(TimeSpan.FromDays(1)), "everything should settle"),
            "Everything should settle."
        );

    public long Delivered => _provider.GetRequiredService<Buffering.IActivityBuffer>().GetState().Delivered;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }
}
