using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Takes the values that a mapping uses from a tracked entity.</summary>
internal static class UserImage
{
    public static object?[] Current(EntityEntry entry, UserPlan plan) =>
        plan.Members.Select(member => member.In(entry)?.CurrentValue).ToArray();

    public static object?[] Original(EntityEntry entry, UserPlan plan) =>
        plan.Members.Select(member => member.In(entry)?.OriginalValue).ToArray();

    /// <summary>Puts what the save writes over what was there: of an entity that the host attached, the rest is not the user's.</summary>
    public static object?[] After(EntityEntry entry, UserPlan plan, object?[] before, bool isLoaded) =>
        plan.Members.Select((member, place) => After(member.In(entry), before[place], isLoaded)).ToArray();

    /// <summary>Says whether the database makes the key, or what the status is told by, and has not yet.</summary>
    public static bool IsOpen(EntityEntry entry, UserPlan plan) =>
        entry.State == EntityState.Added
        && plan.KeyPlaces.Concat(plan.StatusPlaces).Any(place => IsOpen(entry, plan.Members[place]));

    private static bool IsOpen(EntityEntry entry, MappedMember member) =>
        member.In(entry) is { } property
        && (
            property.IsTemporary
            // Of an attempt that was not accepted EF Core keeps the key that the database made, and has it make another.
            || (
                property.Metadata.ValueGenerated.HasFlag(ValueGenerated.OnAdd)
                && !property.Metadata.IsShadowProperty()
                && member.Path.Count == 0
                && property.Metadata.GetGetter().HasSentinelValue(entry.Entity)
            )
        );

    private static object? After(PropertyEntry? property, object? before, bool isLoaded) =>
        property is null ? (isLoaded ? null : before)
        : property.IsModified || property.EntityEntry.State == EntityState.Added ? property.CurrentValue
        : before;
}
