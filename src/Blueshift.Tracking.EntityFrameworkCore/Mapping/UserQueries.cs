using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <inheritdoc cref="IUserQueries"/>
internal sealed class UserQueries<TUser> : IUserQueries
    where TUser : class
{
    private readonly UserPlan _plan;
    private readonly Expression<Func<TUser, object?[]>> _image;

    public UserQueries(UserPlan plan)
    {
        _plan = plan;
        _image = Expression.Lambda<Func<TUser, object?[]>>(
            Expression.NewArrayInit(
                typeof(object),
                plan.Members.Select(static member => member.Access)
                    .Select(static value => Expression.Convert(value, typeof(object)))
            ),
            plan.Parameter
        );
    }

    public object?[]? Row(EntityEntry user) => Rows(user).FirstOrDefault();

    public Task<object?[]?> RowAsync(EntityEntry user, CancellationToken cancellationToken) =>
        Rows(user).FirstOrDefaultAsync(cancellationToken);

    public IAsyncEnumerable<object?[]> PageAsync(DbContext context, object? afterKey, int? count)
    {
        var users = All(context);
        if (afterKey is not null)
        {
            users = users.Where(Condition(After(afterKey)));
        }
        users = users.Provider.CreateQuery<TUser>(
            Expression.Call(
                typeof(Queryable),
                nameof(Queryable.OrderBy),
                [typeof(TUser), _plan.KeyInQueries.Type],
                users.Expression,
                Expression.Quote(Expression.Lambda(_plan.KeyInQueries, _plan.Parameter))
            )
        );
        return (count is { } some ? users.Take(some) : users).Select(_image).AsAsyncEnumerable();
    }

    public Task<object?[]?> FindAsync(DbContext context, object key, CancellationToken cancellationToken) =>
        All(context)
            .Where(Condition(AreEqual(_plan.KeyInQueries, Parameter(key, _plan.KeyInQueries.Type))))
            .Select(_image)
            .FirstOrDefaultAsync(cancellationToken)!;

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Translators of providers throw as they please."
    )]
    public bool HasKeyInSql(DbContext context)
    {
        try
        {
            var isItself = AreEqual(_plan.KeyInQueries, _plan.KeyInQueries);
            All(context).Where(Condition(isItself)).Select(_image).ToQueryString();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    // The operators that a key has itself, or the comparison of texts.
    private BinaryExpression After(object key)
    {
        var type = _plan.KeyInQueries.Type;
        var after = Parameter(key, type);
        return type == typeof(string)
            ? Expression.GreaterThan(
                Expression.Call(typeof(string), nameof(string.Compare), [], _plan.KeyInQueries, after),
                Expression.Constant(0)
            )
            : Expression.GreaterThan(_plan.KeyInQueries, after);
    }

    private IQueryable<object?[]> Rows(EntityEntry user)
    {
        var conditions = user
            .Metadata.FindPrimaryKey()!
            .Properties.Select(property =>
                AreEqual(
                    Expression.Call(
                        typeof(EF),
                        nameof(EF.Property),
                        [property.ClrType],
                        _plan.Parameter,
                        Expression.Constant(property.Name)
                    ),
                    Parameter(user.Property(property).CurrentValue, property.ClrType)
                )
            );
        return All(user.Context).Where(Condition(conditions.Aggregate(Expression.AndAlso))).Select(_image);
    }

    // Of a type of the host's own that has no operator the database compares what it has of it all the same.
    private static Expression AreEqual(Expression left, Expression right) =>
        HasOperator(left.Type)
            ? Expression.Equal(left, right)
            : Expression.Call(
                typeof(object),
                nameof(Equals),
                [],
                Expression.Convert(left, typeof(object)),
                Expression.Convert(right, typeof(object))
            );

    private static bool HasOperator(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return !bare.IsValueType
            || bare.IsPrimitive
            || bare.IsEnum
            || bare.GetMethod("op_Equality", BindingFlags.Public | BindingFlags.Static, [bare, bare]) is not null;
    }

    private Expression<Func<TUser, bool>> Condition(Expression body) =>
        Expression.Lambda<Func<TUser, bool>>(body, _plan.Parameter);

    private static IQueryable<TUser> All(DbContext context) => context.Set<TUser>().IgnoreQueryFilters().AsNoTracking();

    // A field, so that it becomes a parameter and its value stands in no statement's text.
    private static MemberExpression Parameter(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Held<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(holder), nameof(Held<>.Value));
    }
}
