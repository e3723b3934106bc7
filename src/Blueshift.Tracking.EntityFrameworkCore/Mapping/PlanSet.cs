using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Has the plan of each entity type of a model that is mapped, itself or by what it derives from.</summary>
internal sealed class PlanSet
{
    private readonly FrozenDictionary<IEntityType, UserPlan> _plans;

    private PlanSet(IReadOnlyList<UserPlan> roots, IReadOnlyList<string> faults)
    {
        Roots = roots;
        Faults = faults;
        _plans = roots
            .SelectMany(static plan => plan.Entity.GetDerivedTypesInclusive().Select(entity => (entity, plan)))
            .DistinctBy(static pair => pair.entity)
            .ToFrozenDictionary(static pair => pair.entity, static pair => pair.plan);
        Tables = _plans
            .Keys.Select(static entity => entity.GetTableName())
            .OfType<string>()
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the plans as they were mapped.</summary>
    public IReadOnlyList<UserPlan> Roots { get; }

    /// <summary>Gets what is wrong with mappings that have no plan.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Gets the names of the tables of mapped entities.</summary>
    public FrozenSet<string> Tables { get; }

    public static PlanSet Of(IModel model, IReadOnlyList<UserMap> maps)
    {
        var built = maps.Select(map => UserPlanBuilder.Build(map, model)).ToList();
        var roots = built.Select(static one => one.Plan).OfType<UserPlan>().ToList();
        var faults = built.SelectMany(static one => one.Faults).ToList();
        foreach (var derived in roots.Where(plan => roots.Exists(other => other != plan && Covers(other, plan))))
        {
            faults.Add(
                $"{derived.Entity.ClrType.Name} is tracked twice, for it derives from an entity that is tracked too. Leave one out."
            );
        }
        var counted = roots.Where(static plan => plan.KeyFormat.IsInteger).Select(static plan => plan.Entity).ToList();
        if (counted.GroupBy(static entity => entity.GetRootType()).Count() > 1)
        {
            faults.Add(
                $"{string.Join(" and ", counted.Select(static entity => entity.ClrType.Name))} have integer keys, so that two "
                    + "people may have the same. Say with Key(…) what tells them apart."
            );
        }
        return new PlanSet(roots, faults);
    }

    private static bool Covers(UserPlan plan, UserPlan other) => plan.Entity.IsAssignableFrom(other.Entity);

    public UserPlan? Find(IEntityType entity) => _plans.GetValueOrDefault(entity);
}
