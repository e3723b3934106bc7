using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that keeps saves from happening.</summary>
internal sealed class SuppressingInterceptor : SaveChangesInterceptor
{
    public bool IsOn { get; set; }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(IsOn ? InterceptionResult<int>.SuppressWithResult(7) : result);
}
