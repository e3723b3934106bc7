using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>
/// Is a mapping on one model: which properties it uses, and its answers for an image, the values of those properties in their order.
/// Safe for several threads.
/// </summary>
internal sealed class UserPlan
{
    public required IEntityType Entity { get; init; }

    /// <summary>Gets the properties that the mapping uses: the places of an image.</summary>
    public required IReadOnlyList<MappedMember> Members { get; init; }

    /// <summary>Gets the places on which it depends whether a user is active.</summary>
    public required IReadOnlyCollection<int> StatusPlaces { get; init; }

    /// <summary>Gets the places of which the key is made.</summary>
    public required IReadOnlyCollection<int> KeyPlaces { get; init; }

    public required KeyFormat KeyFormat { get; init; }

    /// <summary>Gets the user in the expressions of queries.</summary>
    public required ParameterExpression Parameter { get; init; }

    public required Expression KeyInQueries { get; init; }

    public required Func<object?[], object?> Key { get; init; }

    public required Func<object?[], bool> IsActive { get; init; }

    public required Func<object?[], string?> Email { get; init; }

    public required Func<object?[], string?> FirstName { get; init; }

    public required Func<object?[], string?> LastName { get; init; }

    public required Func<object?[], DateTimeOffset?> CreatedAt { get; init; }

    /// <summary>Gets the reader, which is made of the rest.</summary>
    public IUserQueries Queries { get; private set; } = null!;

    public UserPlan With(Func<UserPlan, IUserQueries> queries)
    {
        Queries = queries(this);
        return this;
    }

    /// <summary>Makes the user of an image.</summary>
    /// <exception cref="ArgumentException">The key is missing, or none can be: it names no value.</exception>
    public TrackedUser User(object?[] image) =>
        new()
        {
            Key = KeyFormat.Write(Key(image))!,
            FirstName = FirstName(image),
            LastName = LastName(image),
            Email = Email(image),
        };
}
