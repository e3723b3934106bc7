using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Follows an expression from the user to what the model has there.</summary>
internal sealed class MemberResolver(ParameterExpression user, IEntityType entity)
{
    /// <summary>Says whether an expression begins at the user, whatever the model makes of it.</summary>
    public bool BeginsAtUser(Expression? expression) =>
        Bare(expression) switch
        {
            ParameterExpression parameter => parameter == user,
            MemberExpression member => BeginsAtUser(member.Expression),
            MethodCallExpression call when IsPropertyCall(call) => BeginsAtUser(call.Arguments[0]),
            _ => false,
        };

    /// <summary>Finds the mapped property that an expression reads.</summary>
    /// <returns><see langword="null"/> when it reads none.</returns>
    public (IReadOnlyList<IPropertyBase> Path, IProperty Property)? Property(Expression expression) =>
        Place(expression) is ({ Count: > 0 } steps, null) && steps[^1] is IProperty property
            ? (steps.Take(steps.Count - 1).ToList(), property)
            : null;

    // The way so far, and the type at its end; no type after a property.
    private (List<IPropertyBase> Steps, ITypeBase? End)? Place(Expression? expression)
    {
        var bare = Bare(expression);
        if (bare == user)
        {
            return ([], entity);
        }
        var (inner, name) = bare switch
        {
            MemberExpression member => (member.Expression, member.Member.Name),
            MethodCallExpression call when IsPropertyCall(call) && Constant(call.Arguments[1]) is { } named => (
                call.Arguments[0],
                named
            ),
            _ => (null, ""),
        };
        if (inner is null || Place(inner) is not ({ } steps, { } end))
        {
            return null;
        }
        var step = Step(end, name);
        return step is null ? null : ([.. steps, step], End(step));
    }

    private static IPropertyBase? Step(ITypeBase type, string name) =>
        type.FindProperty(name)
        ?? (IPropertyBase?)type.FindComplexProperty(name)
        ?? (
            (type as IEntityType)?.FindNavigation(name) is { IsCollection: false } navigation
            && navigation.TargetEntityType.IsOwned()
                ? navigation
                : null
        );

    private static ITypeBase? End(IPropertyBase step) =>
        step switch
        {
            IComplexProperty complex => complex.ComplexType,
            INavigation navigation => navigation.TargetEntityType,
            _ => null,
        };

    private static bool IsPropertyCall(MethodCallExpression call) =>
        call.Method.DeclaringType == typeof(EF) && call.Method.Name == nameof(EF.Property);

    private static string? Constant(Expression expression) => (expression as ConstantExpression)?.Value as string;

    private static Expression? Bare(Expression? expression)
    {
        while (
            expression
                is UnaryExpression
                {
                    NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs
                } convert
            // A conversion between a class and what it derives from or implements says nothing of the place.
            && !convert.Operand.Type.IsValueType
            && !convert.Type.IsValueType
        )
        {
            expression = convert.Operand;
        }
        return expression;
    }
}
