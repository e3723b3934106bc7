using System.Diagnostics.Metrics;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Credentials;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is an application that embeds the library as users do, with its real HTTP client.</summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-e2e-buffer-").FullName;
    private readonly ServiceProvider _provider;

    public Application(
        Action<UserActivityTrackingOptions> configure,
        TimeProvider? timeProvider = null,
        Func<HttpMessageHandler, HttpMessageHandler>? around = null,
        bool sendsHeartbeats = false
    )
    {
        var services = new ServiceCollection();
        if (around is not null)
        {
            services.AddSingleton(provider => Client(provider, around));
        }
        if (!sendsHeartbeats)
        {
            // They have tests of their own; the others see the requests that carry activities.
            services.AddSingleton<IHeartbeatTransport>(new NoHeartbeats());
        }
        services.AddSingleton(timeProvider ?? TimeProvider.System);
        services.AddMetrics();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddFakeLogging());
        services.AddUserActivityTracking(options =>
        {
            options.Buffer.Folder = _folder;
            options.Delivery.Linger = TimeSpan.FromMilliseconds(50);
            options.Delivery.ShutdownTimeout = TimeSpan.Zero;
            options.Delivery.MaxRetryDelay = TimeSpan.FromSeconds(10);
            configure(options);
        });
        _provider = services.BuildServiceProvider();
        Counts = new Counts(_provider.GetRequiredService<IMeterFactory>());
    }

    public Counts Counts { get; }

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public IReadOnlyList<string> Log =>
        _provider.GetFakeLogCollector().GetSnapshot().Select(record => $"{record.Id.Id} {record.Message}").ToList();

    public Task<IReadOnlyList<TrackResult>> TrackAsync(int first, int count) =>
        Tracker
            .TrackAsync(Enumerable.Range(first, count).Select(number => UserActivity.Created(User(number))))
            .AsTask();

    /// <summary>Waits until the log has a message with the given id.</summary>
    public async Task<string> LoggedAsync(int id)
    {
        var collector = _provider.GetFakeLogCollector();
        await foreach (var record in collector.GetLogsAsync(CancellationToken.None))
        {
            if (record.Id.Id == id)
            {
                return record.Message;
            }
        }
        throw new InvalidOperationException("The log ended.");
    }

    public static TrackedUser User(int number) =>
        new()
        {
            Key = $"user-{number}",
            FirstName = "Canary-Amelia",
            LastName = "Canary-Nguyen",
            Email = $"canary.{number}@customer.example",
        };

    private static EndpointClient Client(IServiceProvider provider, Func<HttpMessageHandler, HttpMessageHandler> around)
    {
        var options = provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;
        var stale = new StaleConnectionHandler();
        var verification = provider.GetRequiredService<PeerVerification>();
        var primary = around(EndpointConnection.SocketsHandler(options, stale, verification));
        var credential = provider.GetRequiredService<CredentialChoice>().Credential;
        var client = EndpointConnection.Create(options, primary, stale, credential, TimeProvider.System);
        return new EndpointClient(client, options, TimeProvider.System, verification);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Counts.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
