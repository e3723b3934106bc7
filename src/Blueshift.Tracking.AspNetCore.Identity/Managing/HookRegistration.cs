using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Registers the hook, and the manager that has it in place of Identity's own.</summary>
internal static class HookRegistration
{
    /// <exception cref="InvalidOperationException">The user has the hook already.</exception>
    public static void Add<TUser>(IServiceCollection services, UserMap map)
        where TUser : class
    {
        if (services.Any(static service => service.ServiceType == typeof(UserManagerHook<TUser>)))
        {
            throw new InvalidOperationException(
                $"{typeof(TUser).Name} has the hook already. Leave out one of the two UseUserManagerHook<{typeof(TUser).Name}>(…)."
            );
        }
        services.TryAddSingleton(static provider => new HookReports(provider));
        services.AddSingleton(_ => new HookMap<TUser>(map));
        services.AddSingleton(static provider => new UserManagerHook<TUser>(
            provider.GetRequiredService<HookMap<TUser>>(),
            provider.GetRequiredService<IUserActivityTracker>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<HookReports>()
        ));
        services.AddSingleton<IFurtherCheck>(provider => new HookCheck<TUser>(
            provider.GetRequiredService<HookMap<TUser>>(),
            services,
            provider.GetService<EntityCapture>()
        ));
        // A manager of the host's own stays; whether it is derived from ours is asked at start.
        foreach (var plain in services.Where(IsPlain<TUser>).ToList())
        {
            services.Remove(plain);
        }
        services.TryAddScoped<UserManager<TUser>, TrackingUserManager<TUser>>();
    }

    private static bool IsPlain<TUser>(ServiceDescriptor service)
        where TUser : class =>
        service is { IsKeyedService: false }
        && service.ServiceType == typeof(UserManager<TUser>)
        && service.ImplementationType == typeof(UserManager<TUser>);
}
