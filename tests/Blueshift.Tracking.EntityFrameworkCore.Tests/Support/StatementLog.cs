using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Keeps the text of what contexts of the host send.</summary>
internal sealed class StatementLog : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly List<string> _statements = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _statements];
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _statements.Clear();
        }
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Add(command);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    )
    {
        Add(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Add(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Add(command);
        return ValueTask.FromResult(result);
    }

    private void Add(DbCommand command)
    {
        lock (_lock)
        {
            _statements.Add(command.CommandText);
        }
    }
}
