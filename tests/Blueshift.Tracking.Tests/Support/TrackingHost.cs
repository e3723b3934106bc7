using System.Diagnostics.Metrics;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is the whole library in a service provider, with fake time, a given transport and collected logs and metrics.</summary>
internal sealed class TrackingHost : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _provider;
    private readonly FakeLogCollector _logs;

    public TrackingHost(
        IActivityTransport transport,
        Action<UserActivityTrackingOptions>? change = null,
        Action<IServiceCollection>? configureServices = null
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddMetrics();
        // Heartbeats have tests of their own; here nobody answers one, and nothing waits for it.
        Some.Network(services, transport);
        Schedules(services);
        services.AddSingleton<IBufferReports>(new ScriptedReports());
        services.AddSingleton<ISubjectErasure>(new ScriptedErasure());
        // Delivery is tested against the plainest buffer: what the journal waits for is not what its tests wait for.
        services.AddSingleton<IActivityBuffer>(provider =>
        {
            var options = Options(provider);
            var meter = provider.GetRequiredService<TrackingMeter>();
            var buffer = new MemoryActivityBuffer(options, meter, Time);
            BufferGauges.Add(meter, buffer, Time);
            provider.GetRequiredService<BufferInUse>().Is(buffer);
            return buffer;
        });
        Some.Disk(services);
        configureServices?.Invoke(services);
        services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            change?.Invoke(options);
        });
        _provider = services.BuildServiceProvider(validateScopes: true);
        _logs = _provider.GetFakeLogCollector();
    }

    public ObservedTimeProvider Time { get; } = new();

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public ITrackingLifetime Lifetime => _provider.GetRequiredService<ITrackingLifetime>();

    public BufferState State => _provider.GetRequiredService<IActivityBuffer>().GetState();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public IReadOnlyList<FakeLogRecord> Logs => _logs.GetSnapshot();

    public MetricCollector<long> Counter(string name) =>
        new(_provider.GetRequiredService<IMeterFactory>(), "Blueshift.Tracking", "blueshift.tracking." + name);

    /// <summary>Waits until the last recorded activity is settled.</summary>
    public async Task FlushAsync() =>
        Assert.IsTrue(
            await Patience.WithAsync(Tracker.FlushAsync(TimeSpan.FromDays(1)), "everything should settle"),
            "Everything should settle."
        );

    public void Dispose() => _provider.Dispose();

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();

    // Every wait is the middle of what it may be: a test that tells one from another by its length tells them apart each time.
    private void Schedules(IServiceCollection services)
    {
        services.AddSingleton(provider => new DispatchPolicies(
            Options(provider),
            provider.GetRequiredService<FlushRequests>(),
            static () => 0.5,
            Time
        ));
        services.AddSingleton(provider => new HeartbeatSchedule(
            Options(provider).Delivery.HeartbeatInterval,
            static () => 0.5,
            Time
        ));
    }

    private static UserActivityTrackingOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
}
