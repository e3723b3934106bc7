using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a host's interceptor that gives up a save in its midst, as one does that has a deadline of its own.</summary>
internal sealed class GivingUp : DbCommandInterceptor
{
    public bool IsOn { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Answer(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Answer(result));

    private InterceptionResult<DbDataReader> Answer(InterceptionResult<DbDataReader> result) =>
        IsOn ? throw new OperationCanceledException() : result;
}
