using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Checks at start that users are mapped, that the host's manager is one that tracks, and that nothing else captures them too.</summary>
/// <typeparam name="TUser">The user.</typeparam>
internal sealed class HookCheck<TUser>(HookMap<TUser> map, IServiceProvider provider) : IFurtherCheck
    where TUser : class
{
    private static string Name => typeof(TUser).Name;

    public IEnumerable<string> Faults(UserActivityTrackingOptions options) =>
        [.. map.Faults, .. Managers(), .. Twice()];

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A host's manager throws what it pleases when it is made; the fault is told with the others."
    )]
    private IEnumerable<string> Managers()
    {
        try
        {
            using var scope = provider.CreateScope();
            return scope.ServiceProvider.GetService<UserManager<TUser>>() switch
            {
                TrackingUserManager<TUser> => [],
                null =>
                [
                    $"UseUserManagerHook<{Name}>: there is no UserManager<{Name}>. Add Identity, for example with "
                        + $"AddIdentityCore<{Name}>().",
                ],
                var other =>
                [
                    $"UseUserManagerHook<{Name}>: {other.GetType().Name} tells nothing of what it does. Derive it from "
                        + $"TrackingUserManager<{Name}>.",
                ],
            };
        }
        catch (Exception exception)
        {
            // Its message may have a connection string in it.
            return
            [
                $"UseUserManagerHook<{Name}>: UserManager<{Name}> cannot be made ({exception.GetType().Name}). Register its store, "
                    + "and whatever that needs, so that a scope of its own can make it.",
            ];
        }
    }

    private IEnumerable<string> Twice() =>
        provider.GetService<EntityCapture>()?.Maps.Any(IsTheSame) == true
            ?
            [
                $"{Name} is captured by its context already, and each change would be told twice. Leave out "
                    + $"UseUserManagerHook<{Name}>.",
            ]
            : [];

    private static bool IsTheSame(UserMap other) =>
        other.UserType.IsAssignableFrom(typeof(TUser)) || typeof(TUser).IsAssignableFrom(other.UserType);
}
