using System.Data.Common;
using Blueshift.Tracking.Relational;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a database of one test.</summary>
internal abstract class HostDatabase : IAsyncDisposable
{
    public abstract OutboxProvider Provider { get; }

    /// <summary>Gets the type that numbers have in a catalogue, in lower case.</summary>
    public bool IsPostgreSql => Provider == OutboxProvider.PostgreSql;

    /// <summary>Lets a context use the database.</summary>
    public abstract void Use(DbContextOptionsBuilder options);

    /// <summary>Opens a connection beside the host's.</summary>
    public abstract Task<DbConnection> OpenAsync();

    public abstract ValueTask DisposeAsync();
}
