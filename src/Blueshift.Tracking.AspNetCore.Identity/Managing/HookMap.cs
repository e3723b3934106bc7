using System.Linq.Expressions;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.AspNetCore.Identity.Managing;

/// <summary>Asks a mapping of a user in memory: there is no model, so every member is the type's own.</summary>
/// <typeparam name="TUser">The user.</typeparam>
internal sealed class HookMap<TUser>
    where TUser : class
{
    private readonly UserMap _map;
    private readonly List<string> _faults = [];
    private readonly KeyFormat _format;
    private readonly Func<TUser, object?> _key;
    private readonly Func<TUser, string?> _firstName;
    private readonly Func<TUser, string?> _lastName;
    private readonly Func<TUser, string?> _email;
    private readonly Func<TUser, bool> _isActive;

    public HookMap(UserMap map)
    {
        _map = map;
        _format = new KeyFormat(map.Get(UserMember.Key)?.ReturnType ?? typeof(string), converter: null);
        _key = Compile<object?>(UserMember.Key, orElse: null);
        _firstName = Compile<string?>(UserMember.FirstName, orElse: null);
        _lastName = Compile<string?>(UserMember.LastName, orElse: null);
        _email = Compile<string?>(UserMember.Email, orElse: null);
        _isActive = map.Get(UserMember.ActiveWhen) is null ? static _ => true : Compile(UserMember.ActiveWhen, false);
        if (!_format.IsKnown)
        {
            _faults.Add($"{Name}: Key cannot be used: a key is a string, a Guid or an integer.");
        }
    }

    /// <summary>Gets what keeps the mapping from being used: whole sentences, with what to do.</summary>
    public IReadOnlyList<string> Faults => _faults;

    private static string Name => typeof(TUser).Name;

    /// <summary>Looks at a user as he is now.</summary>
    /// <exception cref="ArgumentException">He has no key.</exception>
    public SeenUser Of(TUser user) =>
        new(
            _isActive(user),
            new TrackedUser
            {
                Key = _format.Write(_key(user))!,
                FirstName = _firstName(user),
                LastName = _lastName(user),
                Email = _email(user),
            }
        );

    private Func<TUser, T> Compile<T>(UserMember member, T orElse)
    {
        if (_map.Get(member) is not { } lambda)
        {
            _faults.Add(
                member == UserMember.Key
                    ? $"{Name}: Key is not mapped. Say with .Key(…) what the user's stable key is."
                    : _map.NotMapped(member)
            );
            return _ => orElse;
        }
        if (QueryCalls.AreIn(lambda))
        {
            _faults.Add(
                $"{Name}: {member} cannot be used: EF.Property is for queries, and UseUserManagerHook asks in memory. Use "
                    + $"properties of {Name}."
            );
            return _ => orElse;
        }
        return Expression
            .Lambda<Func<TUser, T>>(Expression.Convert(lambda.Body, typeof(T)), lambda.Parameters)
            .Compile();
    }

    private sealed class QueryCalls : ExpressionVisitor
    {
        private bool _found;

        public static bool AreIn(Expression expression)
        {
            var calls = new QueryCalls();
            calls.Visit(expression);
            return calls._found;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _found |= node.Method.DeclaringType == typeof(EF);
            return base.VisitMethodCall(node);
        }
    }
}
