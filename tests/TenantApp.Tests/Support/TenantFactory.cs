using Blueshift.Tracking;
using Blueshift.Tracking.Testing;
using Blueshift.Tracking.Testing.AspNetCore;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TenantApp.Accounts;

namespace TenantApp.Tests.Support;

/// <summary>Runs the application in memory, as in production, with a folder and a fake tracker of its own.</summary>
internal sealed class TenantFactory : WebApplicationFactory<Program>
{
    public const string AdminPassword = "winter-apple-orchard-7";
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    public TenantFactory()
    {
        Set("TenantApp:DataFolder", Folder.Path);
        Set("TenantApp:AdminPassword", AdminPassword);
    }

    public TemporaryFolder Folder { get; } = new();

    public CrashingPages CrashingPages { get; } = new();

    public string EnvironmentName { get; init; } = "Production";

    /// <summary>Gets what else a test registers, after the application and the doubles.</summary>
    public Action<IServiceCollection> Doubles { get; init; } = _ => { };

    /// <summary>Gets the endpoint to which a test has activities delivered; none: a fake tracker takes them.</summary>
    public FakeCentralEndpoint? Endpoint { get; init; }

    public FakeUserActivityTracker Tracker => Services.GetRequiredService<FakeUserActivityTracker>();

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    public string MailFolder => Path.Combine(Folder.Path, "mail");

    public IReadOnlyList<string> Mails => [.. Directory.EnumerateFiles(MailFolder).Order(StringComparer.Ordinal)];

    public TenantFactory Set(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Has Identity's manager tell of users, as with <c>--journal</c>.</summary>
    public TenantFactory UseJournal() => Set("TenantApp:UsesJournal", "true");

    public Browser NewBrowser() =>
        new(
            CreateClient(
                new WebApplicationFactoryClientOptions
                {
                    AllowAutoRedirect = false,
                    BaseAddress = new Uri("https://tenant.customer.example"),
                }
            )
        );

    public AsyncServiceScope NewScope() => Services.CreateAsyncScope();

    public async Task<Browser> SignInAdministratorAsync() =>
        await NewBrowser().SignInAsync(FirstStart.AdministratorName, AdminPassword);

    /// <summary>Sends the telemetry that still waits. Disposing does it too, but may return before it is done.</summary>
    public Task FlushTelemetryAsync() =>
        Task.Run(() =>
        {
            Assert.IsTrue(Services.GetRequiredService<TracerProvider>().ForceFlush());
            Assert.IsTrue(Services.GetRequiredService<MeterProvider>().ForceFlush());
            Assert.IsTrue(Services.GetRequiredService<LoggerProvider>().ForceFlush());
        });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
        builder.ConfigureTestServices(services =>
        {
            if (Endpoint is { } endpoint)
            {
                services.AddUserActivityTracking(endpoint.Configure);
            }
            else
            {
                services.AddFakeUserActivityTracking();
            }
            CrashingPages.AddTo(services);
            services.AddLogging(logging => logging.AddFakeLogging());
            Doubles(services);
        });
    }
}
