using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>
/// Reads users from the database in one statement each, filters of the host's notwithstanding. What is read is an image: the values
/// of the plan's members and, in one more place at the end, whether the user is active.
/// </summary>
internal interface IUserQueries
{
    /// <summary>Reads the row of a tracked entity as it is in the database.</summary>
    /// <returns><see langword="null"/> when there is none.</returns>
    object?[]? Row(EntityEntry user);

    /// <inheritdoc cref="Row"/>
    Task<object?[]?> RowAsync(EntityEntry user, CancellationToken cancellationToken);

    /// <summary>Reads a page of users in the order of their keys.</summary>
    /// <param name="context">The context.</param>
    /// <param name="afterKey">The key of the last user of the page before.</param>
    /// <param name="count">How many at most; <see langword="null"/> for all.</param>
    IAsyncEnumerable<object?[]> PageAsync(DbContext context, object? afterKey, int? count);

    /// <summary>Reads the user of a key.</summary>
    Task<object?[]?> FindAsync(DbContext context, object key, CancellationToken cancellationToken);

    /// <summary>Says whether the key, by which users are listed, has a form in SQL.</summary>
    bool HasKeyInSql(DbContext context);
}
