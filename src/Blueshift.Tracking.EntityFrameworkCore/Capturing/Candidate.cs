using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Is a tracked user of which a save may change whether he counts.</summary>
internal sealed class Candidate
{
    private readonly bool _isLoaded;

    private Candidate(EntityEntry entry, UserPlan plan, bool isLoaded)
    {
        Entry = entry;
        Plan = plan;
        _isLoaded = isLoaded;
        if (entry.State == EntityState.Added)
        {
            return;
        }
        NeedsRow = !isLoaded || plan.Members.Any(member => member.IsReplaced(entry));
        Before = NeedsRow ? null : UserImage.Original(entry, plan);
    }

    public EntityEntry Entry { get; }

    public UserPlan Plan { get; }

    /// <summary>Gets whether what the user was has to be read: the context does not have it.</summary>
    public bool NeedsRow { get; }

    /// <summary>Gets or sets whether what the user was could be read, if it had to be.</summary>
    public bool IsRead { get; set; } = true;

    public bool IsAdded => Entry.State == EntityState.Added;

    /// <summary>Gets or sets what the user was.</summary>
    [UserActivityPersonalData]
    public object?[]? Before { get; set; }

    /// <summary>Looks at a tracked entity.</summary>
    /// <returns><see langword="null"/> when the save changes nothing that matters.</returns>
    public static Candidate? Of(EntityEntry entry, UserPlan plan, bool isLoaded) =>
        entry.State switch
        {
            EntityState.Added or EntityState.Deleted => new Candidate(entry, plan, isLoaded),
            EntityState.Modified when IsTouched(entry, plan, isLoaded) => new Candidate(entry, plan, isLoaded),
            _ => null,
        };

    /// <summary>Says what becomes of the user.</summary>
    /// <returns>The kind of activity, and the image to tell of; <see langword="null"/> when he counts as before.</returns>
    public (UserActivityKind Kind, object?[] Image)? Judge()
    {
        if (Entry.State == EntityState.Added)
        {
            var added = UserImage.Current(Entry, Plan);
            // What the database makes is known when it has; until then it may be.
            return UserImage.IsOpen(Entry, Plan) || Plan.IsActive(added) ? (UserActivityKind.Created, added) : null;
        }
        // No row, no user: EF Core tells the host.
        if (Before is null)
        {
            return null;
        }
        var was = Plan.IsActive(Before);
        if (Entry.State == EntityState.Deleted)
        {
            return was ? (UserActivityKind.Deleted, Before) : null;
        }
        var after = UserImage.After(Entry, Plan, Before, _isLoaded);
        return (was, Plan.IsActive(after)) switch
        {
            // What the user was called before: the same save may have scrubbed it.
            (true, false) => (UserActivityKind.Deactivated, Before),
            (false, true) => (UserActivityKind.Reactivated, after),
            _ => null,
        };
    }

    // UserManager marks every property as modified; what counts are values, where the originals can be trusted.
    private static bool IsTouched(EntityEntry entry, UserPlan plan, bool isLoaded) =>
        plan.StatusPlaces.Any(place =>
        {
            var member = plan.Members[place];
            return member.In(entry) is { IsModified: true } property
                && (
                    !isLoaded
                    || !member.Property.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue)
                );
        });
}
