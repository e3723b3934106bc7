using System.Text;
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

    private DeliveringHost(
        HostDatabase database,
        Action<DbContextOptionsBuilder> use,
        Action<UserActivityTrackingOptions>? change
    )
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
                change?.Invoke(options);
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
        Action<DbContextOptionsBuilder>? use = null,
        Action<UserActivityTrackingOptions>? change = null
    )
    {
        var host = new DeliveringHost(database, use ?? database.Use, change);
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

    /// <summary>Reads all that lies in the three tables, as one text.</summary>
    public async Task<string> LainAsync()
    {
        var lain = new StringBuilder();
        await using var connection = await _database.OpenAsync();
        foreach (var table in new[] { "outbox", "ledger", "state" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM blueshift_{table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    lain.AppendLine(
                        reader[column] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{reader[column]}"
                    );
                }
            }
        }
        return lain.ToString();
    }

    public long Delivered => _provider.GetRequiredService<Buffering.IActivityBuffer>().GetState().Delivered;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }
}
