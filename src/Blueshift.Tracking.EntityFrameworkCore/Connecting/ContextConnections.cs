using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Relational.Connecting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EntityFrameworkCore.Connecting;

/// <summary>
/// Takes connections as the host's context does, by EF Core, so that the host's own interceptors see them: those that put a token in
/// the place of a password, for example.
/// </summary>
internal sealed class ContextConnections<TContext>(IServiceScopeFactory scopes) : IOutboxConnections
    where TContext : DbContext
{
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The lease goes with the connection, or is disposed where there is none."
    )]
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A host's context throws what it pleases; whoever wants a connection waits for the database."
    )]
    public async ValueTask<OutboxConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ContextLease? lease = null;
        try
        {
            lease = ContextLease.Take<TContext>(scopes);
            var connection = lease.Context.Database.GetDbConnection();
            if (connection.State != ConnectionState.Closed)
            {
                throw new UnusableConnectionException(
                    $"{typeof(TContext).Name} is handed out with a connection that is open already, so the outbox cannot be used "
                        + "beside the host. Give each context a connection of its own; for SQLite in memory, a name and Cache=Shared."
                );
            }
            await lease.Context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return new OutboxConnection(connection, lease);
        }
        catch (Exception exception)
        {
            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
            if (exception is DbException or OperationCanceledException)
            {
                throw;
            }
            throw exception.InnerException as DbException
                ?? new UnusableConnectionException(
                    $"{typeof(TContext).Name} gave no connection: {exception.GetType().Name}."
                );
        }
    }
}
