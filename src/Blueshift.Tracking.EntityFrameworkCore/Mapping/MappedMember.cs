using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Is one mapped property that a mapping uses: of the entity itself, or of a complex or owned type in it.</summary>
/// <param name="Path">The complex types and owned entities on the way, outermost first.</param>
/// <param name="Property">The property.</param>
/// <param name="Access">How a query reads it, of the plan's parameter.</param>
internal sealed record MappedMember(IReadOnlyList<IPropertyBase> Path, IProperty Property, Expression Access)
{
    /// <summary>Gets whether it belongs to an entity that the user owns: its changes leave the user unchanged.</summary>
    public bool IsOwned => Path.Any(static step => step is INavigationBase);

    public bool IsSame(IReadOnlyList<IPropertyBase> path, IProperty property) =>
        Property == property && Path.SequenceEqual(path);

    /// <summary>Finds it in a tracked entity.</summary>
    /// <returns><see langword="null"/> when the owned entity that has it is not there.</returns>
    public PropertyEntry? In(EntityEntry user)
    {
        EntityEntry? entity = user;
        ComplexPropertyEntry? complex = null;
        foreach (var step in Path)
        {
            if (step is IComplexProperty)
            {
                complex = complex?.ComplexProperty(step.Name) ?? entity.ComplexProperty(step.Name);
                continue;
            }
            entity = entity.Reference(step.Name).TargetEntry;
            if (entity is null)
            {
                return null;
            }
        }
        return complex?.Property(Property.Name) ?? entity.Property(Property.Name);
    }

    /// <summary>Says whether an owned entity was put in the place of another, so that its originals are not the user's.</summary>
    public bool IsReplaced(EntityEntry user) =>
        IsOwned && In(user) is var entry && (entry is null || entry.EntityEntry.State == EntityState.Added);
}
