using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is the whole library with an outbox in a service provider, with fake time, a given transport and collected logs.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public OutboxHost(
        HostDatabase database,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? build = null,
        DbDataSource? source = null
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddMetrics();
        Some.Network(services, Transport);
        services.AddSingleton(provider => new DispatchPolicies(
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value,
            provider.GetRequiredService<FlushRequests>(),
            static () => 0.5,
            Time
        ));
        // An outbox needs no folder: here there is none that could be used.
        services.AddSingleton<IFolderEnvironment>(new FakeFolderEnvironment(new CrashingFileSystem()));
        var builder = services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            options.Buffer.Folder = null;
            change?.Invoke(options);
        });
        builder.UseOutbox(database.Provider, _ => source ?? database.Source);
        build?.Invoke(builder);
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    public ObservedTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public IUserActivityTracker Tracker => Get<IUserActivityTracker>();

    public BufferState State => Get<IActivityBuffer>().GetState();

    public HealthFacts Health => Get<TrackingHealth>().Read();

    public IReadOnlyList<FakeLogRecord> Logs => _provider.GetFakeLogCollector().GetSnapshot();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public async Task FlushAsync() =>
        Assert.IsTrue(
            await Patience.WithAsync(Tracker.FlushAsync(TimeSpan.FromDays(1)), "everything should settle"),
            "Everything should settle."
        );

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
