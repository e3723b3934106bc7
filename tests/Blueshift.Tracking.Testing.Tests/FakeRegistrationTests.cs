using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Blueshift.Tracking.Testing.Tests;

[TestClass]
public sealed class FakeRegistrationTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Before_or_after_the_real_registration_a_host_starts_without_settings_and_tracks_into_the_fake(
        bool isBefore
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        if (isBefore)
        {
            builder.Services.AddFakeUserActivityTracking();
        }
        builder.Services.AddUserActivityTracking(builder.Configuration);
        if (!isBefore)
        {
            builder.Services.AddFakeUserActivityTracking();
        }
        using var host = builder.Build();

        await host.StartAsync();
        await host.Services.GetRequiredService<IUserActivityTracker>().TrackAsync(Activity());
        await host.StopAsync();

        Assert.AreEqual(1, host.Services.GetRequiredService<FakeUserActivityTracker>().Count);
    }

    [TestMethod]
    public void Without_the_real_registration_the_fake_is_the_tracker()
    {
        using var provider = new ServiceCollection().AddFakeUserActivityTracking().BuildServiceProvider();

        Assert.AreSame(
            provider.GetRequiredService<FakeUserActivityTracker>(),
            provider.GetRequiredService<IUserActivityTracker>()
        );
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task What_a_host_asks_of_the_buffer_is_answered_without_one(bool isBefore)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services = isBefore ? Faked(services) : services;
        services.AddUserActivityTracking();
        services = isBefore ? services : Faked(services);
        using var provider = services.BuildServiceProvider(validateScopes: true);

        var found = await provider.GetRequiredService<IUserActivityPrivacy>().EraseAsync(PersonQuery.ByKey("user-1"));

        Assert.AreEqual((0, true), (found.Found, found.IsComplete));
        Assert.AreEqual(0, provider.GetRequiredService<IUserActivityBacklog>().GetStatus().Waiting);
    }

    [TestMethod]
    public void Registering_it_twice_leaves_one_tracker()
    {
        using var provider = new ServiceCollection()
            .AddFakeUserActivityTracking()
            .AddFakeUserActivityTracking()
            .BuildServiceProvider();

        Assert.ContainsSingle(provider.GetServices<IUserActivityTracker>());
    }

    [TestMethod]
    public void Nothing_of_delivery_is_made_when_everything_is_resolved()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddUserActivityTracking(options => throw new InvalidOperationException("No setting should be read."));
        services.AddFakeUserActivityTracking();
        using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.IsNotNull(provider.GetRequiredService<IUserActivityTracker>());
        Assert.ContainsSingle(provider.GetServices<IHostedService>());
    }

    [TestMethod]
    public void Null_services_are_named()
    {
        var exception = Assert.ThrowsExactly<ArgumentNullException>(() =>
            ((IServiceCollection)null!).AddFakeUserActivityTracking()
        );

        Assert.AreEqual("services", exception.ParamName);
    }

    private static ServiceCollection Faked(ServiceCollection services)
    {
        services.AddFakeUserActivityTracking();
        return services;
    }

    private static UserActivity Activity() =>
        UserActivity.Created(
            new TrackedUser
            {
                Key = "user-1",
                FirstName = "Amelia",
                LastName = "Nguyen",
                Email = "amelia.nguyen@customer.example",
            }
        );
}
