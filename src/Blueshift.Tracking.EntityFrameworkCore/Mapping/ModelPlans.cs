using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Holds the plans of a registration for each model that EF Core made of the context. Safe for several threads.</summary>
internal sealed class ModelPlans(EntityCapture capture)
{
    private readonly ConditionalWeakTable<IModel, PlanSet> _sets = [];

    public PlanSet Of(IModel model) => _sets.GetValue(model, made => PlanSet.Of(made, capture.Maps));
}
