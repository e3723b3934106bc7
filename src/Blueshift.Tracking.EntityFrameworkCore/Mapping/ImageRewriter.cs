using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>
/// Makes of an expression over a user one over the values of the properties that it uses, so that it can be asked of what a user
/// was as well as of what he is, without making an entity of the host's.
/// </summary>
internal sealed class ImageRewriter(ParameterExpression image, List<MappedMember> members) : ExpressionVisitor
{
    private ParameterExpression? _user;
    private MemberResolver? _resolver;
    private ParameterExpression? _ofPlan;
    private HashSet<int>? _used;

    /// <summary>Gets what stands in the way, if something does.</summary>
    public string? Fault { get; private set; }

    /// <summary>Rewrites the body of an expression.</summary>
    /// <param name="lambda">The host's expression.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="ofPlan">The parameter that queries have in place of the host's.</param>
    /// <returns>The body over the image, and the places in the image that it reads.</returns>
    public (Expression Body, IReadOnlyCollection<int> Used) Rewrite(
        LambdaExpression lambda,
        IEntityType entity,
        ParameterExpression ofPlan
    )
    {
        Fault = null;
        _user = lambda.Parameters[0];
        _resolver = new MemberResolver(_user, entity);
        _ofPlan = ofPlan;
        _used = [];
        return (Visit(lambda.Body), _used);
    }

    protected override Expression VisitMember(MemberExpression node) =>
        Replaced(node)
        ?? (IsLost(node) ? Lost(node, $"{node.Member.Name} is no mapped property") : base.VisitMember(node));

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        Replaced(node) ?? base.VisitMethodCall(node);

    protected override Expression VisitParameter(ParameterExpression node) =>
        node == _user ? Lost(node, "it uses the user as a whole") : node;

    // What begins at the user, ends at no property, and does not go on from one.
    private bool IsLost(MemberExpression node) => _resolver!.BeginsAtUser(node) && !HasPropertyBelow(node.Expression);

    private bool HasPropertyBelow(Expression? expression) =>
        expression is not null
        && (
            _resolver!.Property(expression) is not null
            || (expression is MemberExpression member && HasPropertyBelow(member.Expression))
        );

    private ConditionalExpression? Replaced(Expression node)
    {
        if (_resolver!.Property(node) is not var (path, property))
        {
            return null;
        }
        var place = members.FindIndex(member => member.IsSame(path, property));
        if (place < 0)
        {
            place = members.Count;
            members.Add(new MappedMember(path, property, new ParameterSwap(_user!, _ofPlan!).Visit(node)));
        }
        _used!.Add(place);
        var value = Expression.ArrayIndex(image, Expression.Constant(place));
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null)),
            Expression.Default(node.Type),
            Expression.Convert(value, node.Type)
        );
    }

    private DefaultExpression Lost(Expression node, string fault)
    {
        Fault ??= fault;
        return Expression.Default(node.Type);
    }
}
