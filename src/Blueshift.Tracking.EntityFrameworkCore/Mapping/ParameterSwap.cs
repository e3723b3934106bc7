using System.Linq.Expressions;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Puts one parameter in the place of another.</summary>
internal sealed class ParameterSwap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
