using System.Text.Json;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a host with Identity, capture and the whole library behind it, but for the network.</summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
internal sealed class IdentityHost<TKey> : IAsyncDisposable
    where TKey : IEquatable<TKey>
{
    private static readonly string[] Members = ["status", "firstName", "lastName", "email"];

    private readonly ServiceProvider _provider;
    private readonly HostDatabase _database;

    private IdentityHost(HostDatabase database, Action<UserMapBuilder<AppUser<TKey>>>? user, bool captures)
    {
        _database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<StatementLog>();
        Some.Network(services, Transport);
        services.AddSingleton(provider => new DispatchPolicies(
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value,
            provider.GetRequiredService<FlushRequests>(),
            static () => 0.5,
            Time
        ));
        if (captures)
        {
            services
                .AddUserActivityTracking(options =>
                {
                    Some.Settings(options);
                    options.Buffer.Folder = null;
                })
                .CaptureIdentity<AppDbContext<TKey>, AppUser<TKey>>(user);
        }
        services.AddDbContext<AppDbContext<TKey>>(
            (provider, options) =>
            {
                database.Use(options);
                options.AddInterceptors(provider.GetRequiredService<StatementLog>());
            }
        );
        services
            .AddIdentityCore<AppUser<TKey>>(options => options.Lockout.MaxFailedAccessAttempts = 3)
            .AddRoles<IdentityRole<TKey>>()
            .AddEntityFrameworkStores<AppDbContext<TKey>>();
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    public ObservedTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public StatementLog Statements => _provider.GetRequiredService<StatementLog>();

    public IUserActivityTracker Tracker => _provider.GetRequiredService<IUserActivityTracker>();

    public static async Task<IdentityHost<TKey>> StartAsync(
        HostDatabase database,
        Action<UserMapBuilder<AppUser<TKey>>>? user = null,
        bool captures = true
    )
    {
        var host = new IdentityHost<TKey>(database, user, captures);
        await using var scope = host._provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext<TKey>>().Database.EnsureCreatedAsync();
        return host;
    }

    /// <summary>Does something as one request of the host's.</summary>
    public async Task<T> RequestAsync<T>(Func<UserManager<AppUser<TKey>>, Task<T>> work)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<AppUser<TKey>>>());
    }

    /// <summary>Does something with a user, read anew, as one request of the host's.</summary>
    public Task<IdentityResult> WithAsync(
        string name,
        Func<UserManager<AppUser<TKey>>, AppUser<TKey>, Task<IdentityResult>> work
    ) => RequestAsync(async users => await work(users, (await users.FindByNameAsync(name))!));

    /// <summary>Delivers what was captured, and reads the data of each activity.</summary>
    public async Task<IReadOnlyList<string>> DeliveredAsync()
    {
        Assert.IsTrue(await Patience.WithAsync(Tracker.FlushAsync(TimeSpan.FromDays(1)), "everything should settle"));
        var delivered = new List<string>();
        while (delivered.Count < _provider.GetRequiredService<IActivityBuffer>().GetState().Delivered)
        {
            foreach (var activity in (await Transport.NextAsync()).Activities)
            {
                delivered.Add(Told(activity.Bytes));
            }
        }
        return delivered;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static string Told(ReadOnlyMemory<byte> bytes)
    {
        using var json = JsonDocument.Parse((byte[])[(byte)'{', .. bytes.Span]);
        var data = json.RootElement.GetProperty("data");
        return string.Join(' ', Members.Select(name => data.GetProperty(name).GetString()));
    }
}
