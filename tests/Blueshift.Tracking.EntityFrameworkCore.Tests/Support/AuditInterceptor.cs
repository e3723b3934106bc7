using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that notes what is saved, but for what the marker leaves out.</summary>
internal sealed class AuditInterceptor : SaveChangesInterceptor
{
    public List<string> Audited { get; } = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Audited.AddRange(
            eventData
                .Context!.ChangeTracker.Entries()
                .Where(entry => entry.State != EntityState.Unchanged && entry.Entity is not IUserActivityOutboxEntity)
                .Select(entry => entry.Entity.GetType().Name)
        );
        return ValueTask.FromResult(result);
    }
}
