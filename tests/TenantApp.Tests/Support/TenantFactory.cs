using Blueshift.Tracking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
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

    public FakeTracker Tracker { get; } = new();

    public TestEndpoints Endpoints { get; } = new();

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    public IReadOnlyList<string> Mails =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder.Path, "mail")).Order(StringComparer.Ordinal)];

    public string EnvironmentName { get; init; } = "Production";

    public TenantFactory Set(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

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

    public async Task<Browser> SignInAdministratorAsync() =>
        await NewBrowser().SignInAsync(FirstStart.AdministratorName, AdminPassword);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IUserActivityTracker>(Tracker));
            services.AddSingleton<IStartupFilter>(Endpoints);
            services.AddLogging(logging => logging.AddFakeLogging());
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Dispose();
    }
}
