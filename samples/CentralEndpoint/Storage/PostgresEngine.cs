using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CentralEndpoint.Storage;

/// <summary>A PostgreSQL database, which several endpoints may share. Each instance's rows are kept apart by row-level security.</summary>
internal sealed class PostgresEngine : IStorageEngine
{
    private const int Retries = 2;

    // Any numbers that nobody else in the database uses.
    private const long PreparingLock = 0x6273_7431_0001;
    private const long AuditLock = 0x6273_7431_0002;
    private const long PurgeLock = 0x6273_7431_0003;

    private readonly DbContextOptions<PostgresDbContext> _options;

    public PostgresEngine(string connection) =>
        _options = new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(Durable(connection)).Options;

    /// <summary>Gets whether a text is a connection string.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }

    public EndpointDbContext CreateContext() => new PostgresDbContext(_options);

    public void Prepare(EndpointDbContext db, Action prepare)
    {
        db.Database.OpenConnection();
        try
        {
            db.Database.ExecuteSql($"SELECT pg_advisory_lock({PreparingLock})");
            RequireDurable(db);
            RequireOrdinaryRole(db);
            SchemaVersion.Bring(db);
            prepare();
        }
        finally
        {
            // Not left to the pool: it keeps the session, and with it the lock.
            db.Database.ExecuteSql($"SELECT pg_advisory_unlock_all()");
            db.Database.CloseConnection();
        }
    }

    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (Exception fault) when (attempt < Retries && IsConflict(fault))
            {
                // The other one is through, or was ended itself: this one's turn is now.
            }
        }
    }

    public async Task LockAsync(EndpointDbContext db, string instance)
    {
        await RowLevelSecurity.EnterAsync(db, instance);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({instance}, 0))");
    }

    public Task LockAuditAsync(EndpointDbContext db) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AuditLock})");

    public Task<bool> ShredAsync(EndpointDbContext db) => PostgresShredding.RunAsync(db);

    public Task EnterAllAsync(EndpointDbContext db) => RowLevelSecurity.EnterReportsAsync(db);

    public async Task<IAsyncDisposable> BeginReportAsync(EndpointDbContext db)
    {
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await RowLevelSecurity.EnterReportsAsync(db);
        return transaction;
    }

    public Task<IAsyncDisposable?> TryTakePurgeAsync() => PostgresLock.TryTakeAsync(CreateContext(), PurgeLock);

    // Whatever a role or a database is set to: what is answered is on the disk. Compiling a report's statement takes longer than running it.
    private static string Durable(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        builder.Options = $"{builder.Options} -c synchronous_commit=on -c jit=off".Trim();
        builder.ApplicationName ??= "central-endpoint";
        return builder.ToString();
    }

    private static void RequireDurable(EndpointDbContext db)
    {
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            var value = db.Database.SqlQuery<string>($"SELECT current_setting({setting}) AS \"Value\"").Single();
            if (value == "off")
            {
                throw new EndpointFaultException(
                    $"PostgreSQL runs with {setting} off, so that what is answered may be lost. Turn it on."
                );
            }
        }
    }

    private static void RequireOrdinaryRole(EndpointDbContext db)
    {
        var isAbove = db
            .Database.SqlQuery<bool>(
                $"SELECT rolsuper OR rolbypassrls AS \"Value\" FROM pg_roles WHERE rolname = current_user"
            )
            .Single();
        if (isAbove)
        {
            throw new EndpointFaultException(
                "The role of the PostgreSQL connection is a superuser or bypasses row-level security, which keeps the instances apart. "
                    + "Use a role of its own that owns the database and is neither."
            );
        }
    }

    private static bool IsConflict(Exception fault) =>
        DatabaseFault.Find(fault)?.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected;
}
