using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Makes the plan of a mapping on a model, or says why there can be none.</summary>
internal sealed class UserPlanBuilder
{
    private readonly ParameterExpression _image = Expression.Parameter(typeof(object[]), "image");
    private readonly ParameterExpression _parameter;
    private readonly List<MappedMember> _members = [];
    private readonly List<string> _faults = [];
    private readonly ImageRewriter _rewriter;
    private readonly UserMap _map;
    private readonly IEntityType _entity;

    private UserPlanBuilder(UserMap map, IEntityType entity)
    {
        _map = map;
        _entity = entity;
        _parameter = Expression.Parameter(map.UserType, "user");
        _rewriter = new ImageRewriter(_image, _members);
    }

    /// <summary>Makes the plan.</summary>
    /// <returns>The plan, or at least one sentence of what is wrong.</returns>
    public static (UserPlan? Plan, IReadOnlyList<string> Faults) Build(UserMap map, IModel model)
    {
        if (model.FindEntityType(map.UserType) is not { } entity || entity.IsOwned())
        {
            return (null, [$"{map.UserType.Name} is no entity of the model. Track an entity type of this context."]);
        }
        var builder = new UserPlanBuilder(map, entity);
        var plan = builder.Plan();
        return builder._faults.Count == 0 ? (plan, []) : (null, builder._faults);
    }

    private UserPlan? Plan()
    {
        var key = _map.Get(UserMember.Key) ?? DefaultKey();
        var active = _map.Get(UserMember.ActiveWhen) ?? Expression.Lambda(Expression.Constant(true), _parameter);
        if (key is null)
        {
            return null;
        }
        var (keyBody, keyPlaces) = Rewrite(UserMember.Key, key);
        var (activeBody, statusPlaces) = Rewrite(UserMember.ActiveWhen, active);
        CheckStatus(statusPlaces.Select(place => _members[place]).ToList());
        var format = Format(key, keyPlaces);
        if (!format.IsKnown)
        {
            _faults.Add(Fault(UserMember.Key, "a key is a string, a Guid or an integer"));
        }
        return new UserPlan
        {
            Entity = _entity,
            StatusPlaces = statusPlaces,
            KeyPlaces = keyPlaces,
            KeyFormat = format,
            Parameter = _parameter,
            KeyInQueries = InQueries(key),
            Key = Compile<object?>(keyBody),
            IsActive = Compile<bool>(activeBody),
            Email = Text(UserMember.Email),
            FirstName = Text(UserMember.FirstName),
            LastName = Text(UserMember.LastName),
            CreatedAt = CreatedAt(),
            Members = _members,
        }.With(_map.QueriesOf);
    }

    private void CheckStatus(List<MappedMember> members)
    {
        if (members.Exists(static member => member.IsOwned))
        {
            _faults.Add(
                Fault(UserMember.ActiveWhen, "it uses an owned entity, whose changes leave the user unchanged")
            );
        }
        if (members.Exists(static member => member.Property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate)))
        {
            _faults.Add(
                Fault(
                    UserMember.ActiveWhen,
                    "it uses a column that the database computes, of whose changes EF Core knows nothing"
                )
            );
        }
    }

    private LambdaExpression? DefaultKey()
    {
        if (_entity.FindPrimaryKey() is not { Properties: [var property] })
        {
            _faults.Add(
                $"{_map.UserType.Name} has no primary key of one column. Say with Key(…) what its stable key is."
            );
            return null;
        }
        return Expression.Lambda(
            Expression.Call(
                typeof(EF),
                nameof(EF.Property),
                [property.ClrType],
                _parameter,
                Expression.Constant(property.Name)
            ),
            _parameter
        );
    }

    // A key of the host's own type is written as the database has it.
    private KeyFormat Format(LambdaExpression key, IReadOnlyCollection<int> places)
    {
        var only = places.Count == 1 ? _members[places.Single()].Property : null;
        var isProperty = only is not null && key.ReturnType == only.ClrType;
        return new KeyFormat(key.ReturnType, isProperty ? only!.GetTypeMapping().Converter : null);
    }

    private Func<object?[], string?> Text(UserMember member)
    {
        if (_map.Get(member) is { } lambda)
        {
            return Compile<string?>(Rewrite(member, lambda).Body);
        }
        _faults.Add(_map.NotMapped(member));
        return static _ => null;
    }

    private Func<object?[], DateTimeOffset?> CreatedAt()
    {
        if (_map.Get(UserMember.CreatedAt) is not { } lambda)
        {
            return static _ => null;
        }
        var body = Rewrite(UserMember.CreatedAt, lambda).Body;
        if (body.Type != typeof(DateTime?))
        {
            return Compile<DateTimeOffset?>(body);
        }
        var local = Compile<DateTime?>(body);
        return image =>
            local(image) is { } date
                ? new DateTimeOffset(
                    date.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date
                )
                : null;
    }

    private (Expression Body, IReadOnlyCollection<int> Used) Rewrite(UserMember member, LambdaExpression lambda)
    {
        var rewritten = _rewriter.Rewrite(lambda, _entity, _parameter);
        if (_rewriter.Fault is { } fault)
        {
            _faults.Add(Fault(member, fault));
        }
        return rewritten;
    }

    private string Fault(UserMember member, string fault) =>
        $"{_map.UserType.Name}: {member} cannot be used: {fault}. Use mapped properties of {_map.UserType.Name}.";

    private Expression InQueries(LambdaExpression lambda) =>
        new ParameterSwap(lambda.Parameters[0], _parameter).Visit(lambda.Body);

    private Func<object?[], T> Compile<T>(Expression body) =>
        Expression.Lambda<Func<object?[], T>>(Expression.Convert(body, typeof(T)), _image).Compile();
}
