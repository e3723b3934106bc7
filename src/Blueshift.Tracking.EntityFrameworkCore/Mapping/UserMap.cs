using System.Linq.Expressions;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Is the mapping of one entity as the host wrote it.</summary>
/// <param name="userType">The entity.</param>
/// <param name="queries">Makes its queries of a plan.</param>
internal sealed class UserMap(Type userType, Func<UserPlan, IUserQueries> queries)
{
    private readonly Dictionary<UserMember, LambdaExpression> _members = [];

    public Type UserType { get; } = userType;

    public void Set(UserMember member, LambdaExpression expression) => _members[member] = expression;

    public LambdaExpression? Get(UserMember member) => _members.GetValueOrDefault(member);

    /// <summary>Says that a text of a person is not mapped.</summary>
    public string NotMapped(UserMember member) =>
        $"{UserType.Name}: {member} is not mapped. Add .{member}(…), or .{member}(_ => null) if there is none.";

    public IUserQueries QueriesOf(UserPlan plan) => queries(plan);
}
