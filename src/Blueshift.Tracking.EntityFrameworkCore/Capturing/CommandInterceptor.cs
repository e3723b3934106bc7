using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Begins to watch at a context's first query, and notices statements that change users behind the change tracker's back.</summary>
internal sealed class CommandInterceptor(CaptureHooks hooks) : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Watch(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Watch(eventData);
        return ValueTask.FromResult(result);
    }

    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        Look(command, eventData);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        Look(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (result != 0)
        {
            Look(command, eventData);
        }
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (result != 0)
        {
            Look(command, eventData);
        }
        return ValueTask.FromResult(result);
    }

    private void Watch(CommandEventData executing)
    {
        if (executing.Context is { } context && executing.CommandSource != CommandSource.SaveChanges)
        {
            QueryWatch.Begin(context, hooks);
        }
    }

    private void Look(DbCommand command, CommandExecutedEventData executed)
    {
        if (
            executed.Context is not { } context
            || executed.CommandSource is CommandSource.SaveChanges or CommandSource.LinqQuery
            || hooks.Parts is not { Reconciling: { } reconciling } parts
        )
        {
            return;
        }
        Guarded.Run(
            () =>
            {
                if (
                    WriteWords.IsWrite(command.CommandText, executed.CommandSource)
                    && WriteWords.NamesAny(command.CommandText, hooks.Plans.Of(context.Model).Tables)
                )
                {
                    Hint.Give(context, reconciling);
                }
            },
            "hint",
            parts
        );
    }
}
