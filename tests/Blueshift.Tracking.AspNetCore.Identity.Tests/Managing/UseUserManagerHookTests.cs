using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Managing;

/// <summary>Registration, and what start says of it.</summary>
[TestClass]
public sealed class UseUserManagerHookTests
{
    [TestMethod]
    public async Task Identity_may_be_registered_before_or_after()
    {
        await using var after = new ManagerHost();
        await using var before = new ManagerHost(before: static services => services.AddIdentityCore<Member>());

        after.Start();
        before.Start();
        await before.RequestAsync(static users => users.CreateAsync(new Member()));

        Assert.HasCount(1, before.Told);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_manager_of_the_hosts_that_is_derived_from_ours_stays(bool isFirst)
    {
        await using var host = isFirst
            ? new ManagerHost(before: static services =>
                services.AddIdentityCore<Member>().AddUserManager<MemberManager>()
            )
            : new ManagerHost(after: static services =>
                services.AddIdentityCore<Member>().AddUserManager<MemberManager>()
            );

        host.Start();
        await host.RequestAsync(static users =>
        {
            Assert.IsInstanceOfType<MemberManager>(users);
            return users.CreateAsync(new Member());
        });

        Assert.HasCount(1, host.Told);
    }

    [TestMethod]
    public Task A_manager_of_the_hosts_that_is_not_is_told_what_to_derive_from() =>
        FailsAsync(
            "AspNetUserManager tells nothing of what it does. Derive it from TrackingUserManager<Member>.",
            after: static services => services.AddIdentityCore<Member>().AddUserManager<AspNetUserManager<Member>>()
        );

    [TestMethod]
    public Task A_host_without_Identity_is_told_to_add_it() =>
        FailsAsync(
            "there is no UserManager<Member>. Add Identity",
            after: static services => services.RemoveAll<UserManager<Member>>()
        );

    [TestMethod]
    public async Task What_is_not_mapped_is_asked_for_by_name()
    {
        await FailsAsync("Member: Key is not mapped. Say with .Key(…)", static _ => { });
        await FailsAsync("Member: FirstName is not mapped. Add .FirstName(…)", static _ => { });
        await FailsAsync("Member: LastName is not mapped. Add .LastName(…)", static _ => { });
        await FailsAsync("Member: Email is not mapped. Add .Email(…)", static _ => { });
    }

    [TestMethod]
    public Task A_key_that_is_no_key_is_told() =>
        FailsAsync(
            "a key is a string, a Guid or an integer",
            static user =>
            {
                ManagerHost.Mapped(user);
                user.Key(one => one.IsActive);
            }
        );

    [TestMethod]
    public Task What_only_a_query_understands_is_told() =>
        FailsAsync(
            "Member: ActiveWhen cannot be used: EF.Property is for queries",
            static user =>
            {
                ManagerHost.Mapped(user);
                user.ActiveWhen(one => EF.Property<bool>(one, nameof(Member.IsActive)));
            }
        );

    [TestMethod]
    public async Task A_user_of_Identitys_own_is_mapped_by_its_conventions()
    {
        var services = Services();
        services.AddUserActivityTracking(Some.Settings).UseUserManagerHook<AppUser<int>>();
        services.AddIdentityCore<AppUser<int>>().AddEntityFrameworkStores<AppDbContext<int>>();
        services.AddDbContext<AppDbContext<int>>(PlainDbContext.Use);
        await using var provider = services.BuildServiceProvider();

        Assert.IsNotNull(provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value);
    }

    [TestMethod]
    public async Task A_user_whom_his_context_captures_already_is_told()
    {
        var services = Services();
        services
            .AddUserActivityTracking(Some.Settings)
            .CaptureIdentity<AppDbContext<string>, AppUser<string>>()
            .UseUserManagerHook<AppUser<string>>();
        services.AddDbContext<AppDbContext<string>>(PlainDbContext.Use);
        services.AddIdentityCore<AppUser<string>>().AddEntityFrameworkStores<AppDbContext<string>>();
        await using var provider = services.BuildServiceProvider();

        var thrown = Assert.ThrowsExactly<OptionsValidationException>(() =>
            provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value
        );

        Assert.Contains("is captured by its context already, and each change would be told twice", thrown.Message);
    }

    [TestMethod]
    public void The_second_hook_of_a_user_is_one_too_many()
    {
        var builder = Services().AddUserActivityTracking().UseUserManagerHook<Member>(ManagerHost.Mapped);

        var thrown = Assert.ThrowsExactly<InvalidOperationException>(() =>
            builder.UseUserManagerHook<Member>(ManagerHost.Mapped)
        );

        Assert.Contains("Member has the hook already", thrown.Message);
    }

    [TestMethod]
    public async Task A_manager_without_the_hook_says_which_call_is_missing()
    {
        var services = Services();
        services.AddSingleton<IUserStore<Member>>(new MemberStore());
        services.AddIdentityCore<Member>().AddUserManager<MemberManager>();
        await using var provider = services.BuildServiceProvider();

        var thrown = Assert.ThrowsExactly<InvalidOperationException>(() =>
            provider.CreateScope().ServiceProvider.GetRequiredService<UserManager<Member>>()
        );

        Assert.Contains("UseUserManagerHook<Member>()", thrown.Message);
    }

    private static async Task FailsAsync(
        string message,
        Action<UserMapBuilder<Member>>? user = null,
        Action<IServiceCollection>? after = null
    )
    {
        await using var host = new ManagerHost(user, after: after);

        var thrown = Assert.ThrowsExactly<OptionsValidationException>(host.Start);

        Assert.Contains(message, thrown.Message);
    }

    private static ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        return services;
    }
}
