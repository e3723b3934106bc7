using System.Data.Common;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Capturing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host with capture over a database of one test.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TestHost(HostDatabase database, IServiceCollection services)
    {
        Database = database;
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    public HostDatabase Database { get; }

    public IServiceProvider Services => _provider;

    public RecordingCapture Capture => (RecordingCapture)_provider.GetRequiredService<IOutboxCapture>();

    public CountedRequests Reconciling => (CountedRequests)_provider.GetRequiredService<IReconcileRequests>();

    /// <summary>Counts the statements of contexts of the host.</summary>
    public StatementLog Statements => _provider.GetRequiredService<StatementLog>();

    /// <summary>Makes a host with its tables.</summary>
    public static async Task<TestHost> StartAsync(
        HostDatabase database,
        Action<DbContextOptionsBuilder>? configure = null,
        Action<IServiceCollection>? register = null,
        Action<IServiceCollection>? context = null,
        Action<IServiceCollection>? first = null
    )
    {
        var host = Make(database, configure, register, context, first);
        await using var made = host.Context();
        await made.Database.EnsureCreatedAsync();
        host.Statements.Clear();
        return host;
    }

    /// <summary>Makes a host without tables.</summary>
    public static TestHost Make(
        HostDatabase database,
        Action<DbContextOptionsBuilder>? configure = null,
        Action<IServiceCollection>? register = null,
        Action<IServiceCollection>? context = null,
        Action<IServiceCollection>? first = null
    )
    {
        var all = new ServiceCollection();
        first?.Invoke(all);
        var services = Tracking<HostedContext>(all, HostContext.Map);
        context ??= added =>
            added.AddDbContext<HostedContext>(
                (provider, options) =>
                {
                    database.Use(options);
                    options.AddInterceptors(provider.GetRequiredService<StatementLog>());
                    configure?.Invoke(options);
                }
            );
        context(services);
        register?.Invoke(services);
        return new TestHost(database, services);
    }

    /// <summary>Makes a host of another context.</summary>
    public static TestHost Of<TContext>(
        HostDatabase database,
        Action<EntityCaptureBuilder> map,
        Action<IServiceCollection> register
    )
        where TContext : DbContext
    {
        var services = Tracking<TContext>(new ServiceCollection(), map);
        register(services);
        return new TestHost(database, services);
    }

    /// <summary>Registers capture with doubles around it.</summary>
    public static IServiceCollection Tracking<TContext>(IServiceCollection services, Action<EntityCaptureBuilder> map)
        where TContext : DbContext
    {
        services.AddUserActivityTracking(Settings).CaptureEntities<TContext>(map);
        return services
            .AddSingleton<StatementLog>()
            .Replace(
                ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)))
            )
            .Replace(
                ServiceDescriptor.Singleton<IOutboxCapture>(provider => new RecordingCapture(
                    provider.GetRequiredService<ActivityEncoder>(),
                    provider.GetRequiredService<TimeProvider>()
                ))
            )
            .Replace(ServiceDescriptor.Singleton<IReconcileRequests, CountedRequests>());
    }

    public static void Settings(UserActivityTrackingOptions options)
    {
        options.Endpoint = new Uri("https://tracking.vendor.example/");
        options.ClientInstanceId = Some.InstanceId;
        options.Credential.ApiKey = Some.ApiKey;
    }

    /// <summary>Makes a context as a request of the host's would have it. Its scope ends with the host.</summary>
    public HostedContext Context() => _provider.CreateScope().ServiceProvider.GetRequiredService<HostedContext>();

    /// <summary>Makes a context with its tables.</summary>
    public async Task<TContext> MadeAsync<TContext>()
        where TContext : DbContext
    {
        var context = _provider.CreateScope().ServiceProvider.GetRequiredService<TContext>();
        await context.Database.EnsureCreatedAsync();
        return context;
    }

    /// <inheritdoc cref="MadeAsync{TContext}"/>
    public Task<HostedContext> MadeAsync() => MadeAsync<HostedContext>();

    /// <summary>Reads the outbox beside the host.</summary>
    public async Task<IReadOnlyList<CapturedUser>> RowsAsync(string table = "blueshift_outbox")
    {
        await using var connection = await Database.OpenAsync();
        return await RowsAsync(connection, table);
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<IReadOnlyList<CapturedUser>> RowsAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT payload, subject, size FROM {table} ORDER BY sequence";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<CapturedUser>();
        while (await reader.ReadAsync())
        {
            Assert.IsFalse(await reader.IsDBNullAsync(0), "A row is left without its payload.");
            Assert.IsFalse(await reader.IsDBNullAsync(1), "A row is left without its subject.");
            Assert.IsGreaterThan(0, reader.GetInt64(2));
            rows.Add(CapturedUser.Read((byte[])reader[0]));
        }
        return rows;
    }
}
