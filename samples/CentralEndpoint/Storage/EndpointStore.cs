using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The database of the endpoint together with the key it was made with.</summary>
internal sealed class EndpointStore
{
    private const int BusySeconds = 5;
    private readonly DbContextOptions<EndpointDbContext> _options;

    private EndpointStore(DbContextOptions<EndpointDbContext> options, MasterKey key)
    {
        _options = options;
        Key = key;
    }

    public MasterKey Key { get; }

    /// <summary>Opens the database of the data folder and makes what is missing: folder, file, tables, master key.</summary>
    public static EndpointStore Open(CentralEndpointSettings settings)
    {
        try
        {
            PrivateFile.CreateFolder(settings.DataFolder);
            // SQLite gives its -wal and -shm files the mode of the database file.
            PrivateFile.Touch(settings.DatabaseFile);
            var options = Options(settings.DatabaseFile);
            return new EndpointStore(options, Prepare(options, settings.MasterKeyFile!));
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or SqliteException or DbUpdateException)
        {
            throw new EndpointFaultException(
                $"The folder of {CentralEndpointSettings.Name(nameof(settings.DataFolder))} cannot be used. {fault.Message}",
                fault
            );
        }
    }

    public EndpointDbContext CreateContext() => new(_options);

    private static DbContextOptions<EndpointDbContext> Options(string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusySeconds };
        return new DbContextOptionsBuilder<EndpointDbContext>()
            .UseSqlite(connection.ToString())
            .AddInterceptors(new SqlitePragmas())
            .Options;
    }

    private static MasterKey Prepare(DbContextOptions<EndpointDbContext> options, string keyFile)
    {
        using var db = new EndpointDbContext(options);
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        // The write lock makes two processes that start at the same time agree on one schema and one key.
        using var transaction = db.Database.BeginTransaction();
        db.Database.EnsureCreated();
        var made = db.Stores.SingleOrDefault();
        var key = MasterKey.Load(keyFile, made?.MasterKeyId);
        if (made is null)
        {
            db.Stores.Add(new StoreRow { MasterKeyId = key.Id });
            db.SaveChanges();
        }

        transaction.Commit();
        return key;
    }
}
