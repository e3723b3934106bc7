using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>
/// Compares a user with what he was when a manager found him, once the store has taken a change, and tracks what became of him. What he
/// was is kept as long as the host keeps the object, so a change costs no read. Nothing here fails the host's change. Safe for several
/// threads.
/// </summary>
/// <typeparam name="TUser">The user.</typeparam>
[SuppressMessage(
    "Design",
    "CA1031:Do not catch general exception types",
    Justification = "Mappings, stores and trackers are the host's and throw what they please; the change of the user goes on."
)]
internal sealed class UserManagerHook<TUser>(
    HookMap<TUser> map,
    IUserActivityTracker tracker,
    IServiceScopeFactory scopes,
    HookReports reports
)
    where TUser : class
{
    private readonly ConditionalWeakTable<TUser, SeenUser> _seen = [];

    /// <summary>Notes what a user is whom the store gave. One who is known already may have been changed since: it stays as it was.</summary>
    public TUser? Found(TUser? user)
    {
        if (user is null || _seen.TryGetValue(user, out _))
        {
            return user;
        }
        try
        {
            _seen.TryAdd(user, map.Of(user));
        }
        catch (Exception exception)
        {
            reports.Faulted("find", exception);
        }
        return user;
    }

    /// <summary>Says what a user was before a change.</summary>
    /// <param name="user">The user.</param>
    /// <param name="id">Finds his id in the store, for one whom no manager found: he is read in a scope of its own.</param>
    public async Task<SeenUser?> BeforeAsync(TUser user, Func<Task<string>> id)
    {
        if (_seen.TryGetValue(user, out var seen))
        {
            return seen;
        }
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var store = scope.ServiceProvider.GetRequiredService<IUserStore<TUser>>();
                var stored = await store
                    .FindByIdAsync(await id().ConfigureAwait(false), CancellationToken.None)
                    .ConfigureAwait(false);
                return stored is null ? null : map.Of(stored);
            }
        }
        catch (Exception exception)
        {
            reports.Faulted("read", exception);
            return null;
        }
    }

    public Task CreatedAsync(TUser user) =>
        SettleAsync(user, static now => now.IsActive ? UserActivity.Created(now.User) : null);

    public Task UpdatedAsync(TUser user, SeenUser? before) =>
        SettleAsync(
            user,
            now =>
                (before?.IsActive, now.IsActive) switch
                {
                    // What the user was called before: the same change may have scrubbed it.
                    (true, false) => UserActivity.Deactivated(before!.User),
                    (false, true) => UserActivity.Reactivated(now.User),
                    _ => null,
                }
        );

    public async Task DeletedAsync(TUser user, SeenUser? before)
    {
        _seen.Remove(user);
        if (before is { IsActive: true })
        {
            await TrackAsync(UserActivity.Deleted(before.User)).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(TUser user, Func<SeenUser, UserActivity?> judge)
    {
        UserActivity? activity;
        try
        {
            var now = map.Of(user);
            _seen.AddOrUpdate(user, now);
            activity = judge(now);
        }
        catch (Exception exception)
        {
            reports.Faulted("judge", exception);
            return;
        }
        if (activity is not null)
        {
            await TrackAsync(activity).ConfigureAwait(false);
        }
    }

    // The change is made: no request that goes away may leave it untold.
    private async Task TrackAsync(UserActivity activity)
    {
        try
        {
            await tracker.TrackAsync(activity, CancellationToken.None).ConfigureAwait(false);
        }
        catch (UserActivityRefusedException)
        {
            // Counted, logged and shown by the tracker.
        }
        catch (Exception exception)
        {
            reports.Faulted("track", exception);
        }
    }
}
