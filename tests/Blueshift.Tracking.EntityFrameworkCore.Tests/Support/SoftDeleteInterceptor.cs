using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that marks users as deleted in place of deleting them.</summary>
internal sealed class SoftDeleteInterceptor : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var deleted = eventData
            .Context!.ChangeTracker.Entries<Employee>()
            .Where(entry => entry.State == EntityState.Deleted);
        foreach (var entry in deleted.ToList())
        {
            entry.State = EntityState.Modified;
            entry.Entity.DeletedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        }
        return ValueTask.FromResult(result);
    }
}
