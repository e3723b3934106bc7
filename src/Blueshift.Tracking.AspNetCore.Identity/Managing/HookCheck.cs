using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Checks at start that users are mapped, that the host's manager is one that tracks, and that nothing else captures them too.</summary>
/// <typeparam name="TUser">The user.</typeparam>
internal sealed class HookCheck<TUser>(HookMap<TUser> map, IServiceCollection services, EntityCapture? captured)
    : IFurtherCheck
    where TUser : class
{
    private static string Name => typeof(TUser).Name;

    public IEnumerable<string> Faults(UserActivityTrackingOptions options) =>
        [.. map.Faults, .. Managers(), .. Twice()];

    // Asked of the registration: to make a manager, its store and their tracker while their settings are checked would wait for itself.
    private IEnumerable<string> Managers() =>
        services.LastOrDefault(static service =>
            !service.IsKeyedService && service.ServiceType == typeof(UserManager<TUser>)
        ) switch
        {
            null =>
            [
                $"UseUserManagerHook<{Name}>: there is no UserManager<{Name}>. Add Identity, for example with "
                    + $"AddIdentityCore<{Name}>().",
            ],
            { ImplementationType: { } type } when !typeof(TrackingUserManager<TUser>).IsAssignableFrom(type) =>
            [
                $"UseUserManagerHook<{Name}>: {type.Name.Split('`')[0]} tells nothing of what it does. Derive it from "
                    + $"TrackingUserManager<{Name}>.",
            ],
            _ => [],
        };

    private IEnumerable<string> Twice() =>
        captured?.Maps.Any(IsTheSame) == true
            ?
            [
                $"{Name} is captured by its context already, and each change would be told twice. Leave out "
                    + $"UseUserManagerHook<{Name}>.",
            ]
            : [];

    private static bool IsTheSame(UserMap other) =>
        other.UserType.IsAssignableFrom(typeof(TUser)) || typeof(TUser).IsAssignableFrom(other.UserType);
}
