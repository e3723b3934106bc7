using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that keeps saves from happening.</summary>
internal sealed class SuppressingInterceptor : SaveChangesInterceptor
{
    public bool IsOn { get; set; }

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result
    ) => Answer(result);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Answer(result));

    private InterceptionResult<int> Answer(InterceptionResult<int> result) =>
        IsOn ? InterceptionResult<int>.SuppressWithResult(7) : result;
}
