using Blueshift.Tracking.EntityFrameworkCore;
using Blueshift.Tracking.Testing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a host whose users stand in a store that is not EF Core's, with the hook, and a tracker that remembers.</summary>
internal sealed class ManagerHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public ManagerHost(
        Action<UserMapBuilder<Member>>? user = null,
        Action<IServiceCollection>? before = null,
        Action<IServiceCollection>? after = null
    )
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<IUserStore<Member>>(Store);
        before?.Invoke(services);
        services.AddUserActivityTracking(Some.Settings).UseUserManagerHook(user ?? Mapped);
        services.Replace(ServiceDescriptor.Singleton<IUserActivityTracker>(Tracker));
        services.AddIdentityCore<Member>();
        after?.Invoke(services);
        _provider = services.BuildServiceProvider(validateScopes: true);
    }

    public MemberStore Store { get; } = new();

    public FakeUserActivityTracker Tracker { get; } = new();

    public IServiceProvider Services => _provider;

    /// <summary>Gets what was told, in order: the kind, and of whom.</summary>
    public IEnumerable<string> Told =>
        Tracker.Activities.Select(activity =>
            $"{activity.Kind} {activity.User.FirstName} {activity.User.LastName} {activity.User.Email}"
        );

    public static void Mapped(UserMapBuilder<Member> user) =>
        user.Key(one => one.Id)
            .FirstName(one => one.FirstName)
            .LastName(one => one.LastName)
            .Email(one => one.Email)
            .ActiveWhen(one => one.IsActive);

    /// <summary>Checks the settings, as start does.</summary>
    public void Start() => _ = _provider.GetRequiredService<IOptions<UserActivityTrackingOptions>>().Value;

    /// <summary>Does something as one request of the host's.</summary>
    public async Task<IdentityResult> RequestAsync(Func<UserManager<Member>, Task<IdentityResult>> work)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<Member>>());
    }

    /// <summary>Changes the user, read anew, as one request of the host's.</summary>
    public Task<IdentityResult> ChangeAsync(Action<Member> change) =>
        RequestAsync(async users =>
        {
            var user = (await users.FindByNameAsync("amelia"))!;
            change(user);
            return await users.UpdateAsync(user);
        });

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Store.Dispose();
    }
}
