using System.Runtime.CompilerServices;
using Blueshift.Tracking.EntityFrameworkCore.Connecting;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Directories;

/// <summary>
/// Lists the users of the host's context: one mapped entity after the other, each in the order of its keys, a page in one statement and
/// a scope of its own, filters of the host's notwithstanding.
/// </summary>
internal sealed class ContextDirectory<TContext>(IServiceScopeFactory scopes, ModelPlans plans) : IUserDirectory
    where TContext : DbContext
{
    /// <summary>Is how many users a page has.</summary>
    public const int PageSize = 500;

    public async IAsyncEnumerable<DirectoryUser> ReadAllAsync(
        string? afterKey,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = await PlaceAsync(afterKey, cancellationToken).ConfigureAwait(false);
        for (var index = after.Index; ; index++)
        {
            var pages = PagesAsync(index, index == after.Index ? after.Key : null, cancellationToken);
            var isThere = false;
            await foreach (var page in pages.ConfigureAwait(false))
            {
                isThere = true;
                foreach (var user in page)
                {
                    yield return user;
                }
            }
            if (!isThere)
            {
                yield break;
            }
        }
    }

    public async ValueTask<DirectoryUser?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var lease = ContextLease.Take<TContext>(scopes);
        await using var _ = lease.ConfigureAwait(false);
        return await FindAsync(lease.Context, key, cancellationToken).ConfigureAwait(false) is var (plan, _, image)
            ? User(plan, image)
            : null;
    }

    // No page at all when there is no such mapping.
    private async IAsyncEnumerable<IReadOnlyList<DirectoryUser>> PagesAsync(
        int index,
        object? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var isLast = false; !isLast; )
        {
            var lease = ContextLease.Take<TContext>(scopes);
            await using var _ = lease.ConfigureAwait(false);
            if (plans.Of(lease.Context.Model).Roots.ElementAtOrDefault(index) is not { } plan)
            {
                yield break;
            }
            int? count = plan.KeyFormat.IsComparable ? PageSize : null;
            var page = new List<DirectoryUser>();
            var isBehind = after is null || count is not null;
            var images = plan.Queries.PageAsync(lease.Context, count is null ? null : after, count);
            await foreach (var image in images.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                // Keys that no statement compares are passed over here.
                if (!isBehind)
                {
                    isBehind = Equals(plan.Key(image), after);
                    continue;
                }
                page.Add(User(plan, image));
                after = count is null ? after : plan.Key(image);
            }
            isLast = count is null || page.Count < PageSize;
            yield return page;
        }
    }

    private async Task<(int Index, object? Key)> PlaceAsync(string? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return (0, null);
        }
        var lease = ContextLease.Take<TContext>(scopes);
        await using var _ = lease.ConfigureAwait(false);
        var roots = plans.Of(lease.Context.Model).Roots;
        if (await FindAsync(lease.Context, key, cancellationToken).ConfigureAwait(false) is var (plan, value, _))
        {
            return (roots.ToList().IndexOf(plan), value);
        }
        // The user is gone since; the first entity that has such keys goes on where he was, or anew where no statement compares keys.
        var index = Math.Max(0, roots.ToList().FindIndex(one => one.KeyFormat.Read(key) is not null));
        var format = roots[index].KeyFormat;
        return (index, format.IsComparable ? format.Read(key) : null);
    }

    private async Task<(UserPlan, object, object?[])?> FindAsync(
        DbContext context,
        string key,
        CancellationToken cancellationToken
    )
    {
        foreach (var plan in plans.Of(context.Model).Roots)
        {
            if (
                plan.KeyFormat.Read(key) is { } value
                && await plan.Queries.FindAsync(context, value, cancellationToken).ConfigureAwait(false) is { } image
            )
            {
                return (plan, value, image);
            }
        }
        return null;
    }

    private static DirectoryUser User(UserPlan plan, object?[] image) =>
        new()
        {
            User = plan.User(image),
            IsActive = plan.IsActive(image),
            CreatedAt = plan.CreatedAt(image),
        };
}
