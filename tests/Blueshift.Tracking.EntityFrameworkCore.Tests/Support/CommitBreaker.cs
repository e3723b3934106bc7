using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Breaks one commit on PostgreSQL: it ends the server's process before it, or loses the answer after it.</summary>
internal sealed class CommitBreaker(PostgresHostDatabase database) : DbTransactionInterceptor
{
    private bool _isArmed;

    public bool KillsBeforeCommit { get; init; }

    /// <summary>Gets how many commits were broken.</summary>
    public int Broken { get; private set; }

    public void Arm() => _isArmed = true;

    public void Use(DbContextOptionsBuilder options)
    {
        database.UseWithRetries(options);
        options.AddInterceptors(this);
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (_isArmed && KillsBeforeCommit)
        {
            Break();
            var backend = ((NpgsqlConnection)transaction.Connection!).ProcessID;
            await using var connection = await database.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_terminate_backend({backend})";
            await command.ExecuteScalarAsync(cancellationToken);
        }
        return result;
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (!_isArmed || KillsBeforeCommit)
        {
            return Task.CompletedTask;
        }
        Break();
        throw new NpgsqlException("The answer was lost.", new IOException());
    }

    private void Break()
    {
        _isArmed = false;
        Broken++;
    }
}
