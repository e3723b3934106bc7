using System.Data.Common;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Relational.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a database on the server of the run.</summary>
internal sealed class PostgresHostDatabase(NpgsqlDataSource source) : HostDatabase
{
    public static async Task<HostDatabase> CreateAsync() => new PostgresHostDatabase(await PostgresRun.CreateAsync());

    public override OutboxProvider Provider => OutboxProvider.PostgreSql;

    public override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(source);

    /// <summary>Lets a context use the database, and try again what may succeed then.</summary>
    public void UseWithRetries(DbContextOptionsBuilder options) =>
        options.UseNpgsql(source, static npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.Zero, null));

    public override async Task<DbConnection> OpenAsync() => await source.OpenConnectionAsync();

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
