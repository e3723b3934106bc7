using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Tests;

[TestClass]
public sealed class RegistrationTests
{
    [TestMethod]
    public void Calling_it_again_registers_nothing_twice()
    {
        var once = new ServiceCollection();
        once.AddUserActivityTracking();
        var often = new ServiceCollection();
        often.AddUserActivityTracking();
        often.AddUserActivityTracking();
        often.AddUserActivityTracking();

        Assert.AreSequenceEqual(
            once.Select(service => service.ServiceType),
            often.Select(service => service.ServiceType)
        );
    }

    [TestMethod]
    public void The_settings_of_every_call_are_applied_in_order()
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddSingleton<IConfiguration>(Configuration("UserActivityTracking:ClientInstanceId", "from-host"));
        services.AddUserActivityTracking(options => options.ClientInstanceId += "-then-code");
        services.AddUserActivityTracking(Configuration("UserActivityTracking:Proxy", "none"));
        services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            options.ClientInstanceId = "from-last";
        });
        services.AddUserActivityTracking();

        var options = services.BuildServiceProvider().GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

        Assert.AreEqual(("from-last", "none"), (options.ClientInstanceId, options.Proxy));
    }

    [TestMethod]
    public void The_host_s_own_section_is_found_and_code_adds_to_it()
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddSingleton<IConfiguration>(Configuration("UserActivityTracking:Proxy", "none"));
        services.AddUserActivityTracking(Some.Settings);

        var options = services.BuildServiceProvider().GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

        Assert.AreEqual(("none", Some.InstanceId), (options.Proxy, options.ClientInstanceId));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_section_itself_and_the_root_are_both_taken(bool isSection)
    {
        var root = Configuration("UserActivityTracking:Proxy", "none");
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddUserActivityTracking(Some.Settings);
        services.AddUserActivityTracking(isSection ? root.GetSection("UserActivityTracking") : root);

        Assert.AreEqual(
            "none",
            services.BuildServiceProvider().GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value.Proxy
        );
    }

    [TestMethod]
    public async Task A_host_with_faulty_settings_does_not_start_and_says_why()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        Some.Disk(builder.Services);
        builder.Services.AddUserActivityTracking();
        using var host = builder.Build();

        var exception = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("UserActivityTracking: 3 settings need attention.", exception.Message);
        Assert.EndsWith("set UserActivityTracking:Enabled to false.", exception.Message);
    }

    [TestMethod]
    public void Without_a_host_the_first_use_says_why()
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddUserActivityTracking();

        var exception = Assert.ThrowsExactly<OptionsValidationException>(() =>
            services.BuildServiceProvider().GetRequiredService<IUserActivityTracker>()
        );

        Assert.StartsWith("UserActivityTracking: 3 settings need attention.", exception.Message);
    }

    [TestMethod]
    public async Task A_host_starts_delivery_with_itself_and_stops_it()
    {
        var transport = new ScriptedTransport();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddFakeLogging();
        Some.Network(builder.Services, transport);
        Some.Disk(builder.Services);
        builder.Services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30);
        });
        using var host = builder.Build();

        await host.StartAsync();
        await host.Services.GetRequiredService<IUserActivityTracker>().TrackAsync(Some.Activity());
        await host.StopAsync();

        Assert.AreEqual(1, host.Services.GetRequiredService<IActivityBuffer>().GetState().Delivered);
        int[] told = [1000, 1001, 1003];
        Assert.AreSequenceEqual(
            told,
            host.Services.GetFakeLogCollector()
                .GetSnapshot()
                .Where(log => log.Category == "Blueshift.Tracking" && log.Level > LogLevel.Debug)
                .Select(log => log.Id.Id)
        );
    }

    [TestMethod]
    public async Task What_cannot_be_put_together_is_said_at_the_start_and_does_not_stop_the_host()
    {
        var logged = new FakeLogCollector();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddProvider(new FakeLoggerProvider(logged));
        builder.Services.AddSingleton<IJournalKeyProvider>(_ => throw new InvalidOperationException("No such key."));
        Some.Disk(builder.Services);
        builder.Services.AddUserActivityTracking(Some.Settings);
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        var said = Assert.ContainsSingle(log => log.Id.Id == 1004, logged.GetSnapshot());
        Assert.AreEqual(LogLevel.Critical, said.Level);
        Assert.Contains(nameof(InvalidOperationException), said.Message);
        Assert.ThrowsExactly<InvalidOperationException>(() => host.Services.GetRequiredService<IUserActivityTracker>());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    public void The_credential_is_the_key_itself_or_else_the_one_in_the_file(string? noKey)
    {
        var inFile = Some.WithCheck("bst1_wxyz6789_" + new string('t', 43));
        using var file = new TemporaryFile(inFile);

        Assert.AreEqual(Some.ApiKey, Key(_ => { }));
        Assert.AreEqual(inFile, Key(options => (options.ApiKey, options.ApiKeyFile) = (noKey, file.Path)));

        static string Key(Action<CredentialOptions> change)
        {
            using var host = new TrackingHost(new ScriptedTransport(), options => change(options.Credential));
            return host.Get<CredentialChoice>().Credential.Current();
        }
    }

    [TestMethod]
    public async Task Whatever_stops_with_the_host_may_still_record()
    {
        var transport = new ScriptedTransport();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddHostedService<TracksWhileStopping>();
        Some.Network(builder.Services, transport);
        Some.Disk(builder.Services);
        builder.Services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30);
        });
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.IsTrue(
            host.Services.GetServices<IHostedService>().OfType<TracksWhileStopping>().Single().Result.IsRecorded
        );
        Assert.AreEqual(1, host.Services.GetRequiredService<IActivityBuffer>().GetState().Delivered);
    }

    [TestMethod]
    public void A_section_that_is_read_twice_tells_its_faults_once()
    {
        var configuration = Configuration("UserActivityTracking:Delivery:Linger", "soon");
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddSingleton<IConfiguration>(configuration);
        services.AddUserActivityTracking(configuration);
        services.AddUserActivityTracking(Some.Settings);

        var exception = Assert.ThrowsExactly<OptionsValidationException>(() =>
            services.BuildServiceProvider().GetRequiredService<IUserActivityTracker>()
        );

        Assert.StartsWith("UserActivityTracking: 1 setting needs attention.", exception.Message);
    }

    [TestMethod]
    public async Task With_Enabled_false_the_tracker_answers_and_no_part_of_delivery_is_made()
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        services.AddSingleton<IActivityBuffer>(_ => throw new InvalidOperationException("No buffer should be made."));
        services.AddSingleton<IActivityTransport>(_ =>
            throw new InvalidOperationException("No socket should be opened.")
        );
        services.AddUserActivityTracking(options => options.Enabled = false);
        await using var provider = services.BuildServiceProvider();
        var tracker = provider.GetRequiredService<IUserActivityTracker>();
        var hosted = provider.GetServices<IHostedService>().Single();

        await hosted.StartAsync(CancellationToken.None);
        var one = await tracker.TrackAsync(Some.Activity());
        var many = await tracker.TrackAsync([Some.Activity(), Some.Activity()]);
        var flushed = await tracker.FlushAsync(TimeSpan.Zero);
        await hosted.StopAsync(CancellationToken.None);

        Assert.AreEqual((TrackStatus.Disabled, Guid.Empty), (one.Status, one.ActivityId));
        Assert.IsTrue(many.All(result => result.Status == TrackStatus.Disabled));
        Assert.HasCount(2, many);
        Assert.IsTrue(flushed);
        await Assert.ThrowsExactlyAsync<ArgumentNullException>(async () =>
            await tracker.TrackAsync((UserActivity)null!)
        );
    }

    [TestMethod]
    public async Task An_unknown_setting_is_a_warning_with_a_suggestion_and_not_a_fault()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddFakeLogging();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["UserActivityTracking:Delivery:MaxBatchCont"] = "7",
                ["UserActivityTracking:Something:Else:Entirely"] = "canary",
            }
        );
        Some.Network(builder.Services, new ScriptedTransport());
        Some.Disk(builder.Services);
        builder.Services.AddUserActivityTracking(Some.Settings);
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        var warnings = host
            .Services.GetFakeLogCollector()
            .GetSnapshot()
            .Where(log => log.Id.Id == 1010)
            .Select(log => log.Message)
            .ToList();
        Assert.HasCount(2, warnings);
        Assert.Contains(
            "UserActivityTracking:Delivery:MaxBatchCont is no setting of this version and has no effect. Did you mean "
                + "UserActivityTracking:Delivery:MaxBatchCount? [operating.md: unknown-setting]",
            warnings
        );
        Assert.Contains(
            "UserActivityTracking:Something:Else:Entirely is no setting of this version and has no effect. [operating.md: unknown-setting]",
            warnings
        );
    }

    [TestMethod]
    [DataRow("services")]
    [DataRow("configuration")]
    [DataRow("configure")]
    public void Null_arguments_are_named(string parameter)
    {
        var services = new ServiceCollection();
        Some.Disk(services);
        var exception = Assert.ThrowsExactly<ArgumentNullException>(() =>
            parameter switch
            {
                "services" => ((IServiceCollection)null!).AddUserActivityTracking(),
                "configuration" => services.AddUserActivityTracking((IConfiguration)null!),
                _ => services.AddUserActivityTracking((Action<UserActivityTrackingOptions>)null!),
            }
        );

        Assert.AreEqual(parameter, exception.ParamName);
        Assert.Contains("Value cannot be null", exception.Message);
    }

    private static IConfigurationRoot Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
}
