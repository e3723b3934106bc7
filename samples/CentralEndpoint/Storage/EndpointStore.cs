using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The database of the endpoint together with the key it was made with.</summary>
internal sealed class EndpointStore : IDisposable
{
    private readonly IStorageEngine _engine;

    private EndpointStore(IStorageEngine engine, string keyFile)
    {
        _engine = engine;
        using var db = CreateContext();
        MasterKey? key = null;
        engine.Prepare(db, () => key = LoadKey(db, keyFile));
        Key = key!;
    }

    public MasterKey Key { get; }

    /// <summary>Opens the database and makes what is missing: folder, file, tables, master key.</summary>
    public static EndpointStore Open(CentralEndpointSettings settings)
    {
        var place = settings.PostgreSql is null
            ? $"folder of {CentralEndpointSettings.Name(nameof(settings.DataFolder))}"
            : $"database of {CentralEndpointSettings.Name(nameof(settings.PostgreSql))}";
        try
        {
            PrivateFile.CreateFolder(settings.DataFolder);
            IStorageEngine engine = settings.PostgreSql is { } connection
                ? new PostgresEngine(connection)
                : new SqliteEngine(settings.DatabaseFile);
            return new EndpointStore(engine, settings.MasterKeyFile!);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException || DatabaseFault.Find(fault) is not null)
        {
            throw new EndpointFaultException($"The {place} cannot be used. {fault.GetBaseException().Message}", fault);
        }
    }

    /// <summary>Makes a context for what belongs to no instance: instances, keys, the store itself.</summary>
    public EndpointDbContext CreateContext() => _engine.CreateContext();

    /// <summary>Runs one write of an instance: all or nothing, with no other write of the instance meanwhile.</summary>
    public Task<T> WriteAsync<T>(string instance, Func<EndpointDbContext, Task<T>> write) =>
        WriteAllAsync(
            async (db, enter) =>
            {
                await enter(instance);
                return await write(db);
            }
        );

    /// <summary>Runs one write of several instances, all or nothing. It is told how to enter an instance before it writes rows of it.</summary>
    public Task<T> WriteAllAsync<T>(Func<EndpointDbContext, Func<string, Task>, Task<T>> write) =>
        _engine.WriteAsync(async () =>
        {
            await using var db = CreateContext();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var result = await write(db, instance => _engine.LockAsync(db, instance));
            await transaction.CommitAsync();
            return result;
        });

    /// <summary>Keeps other writers of the audit chain out until the end of the transaction.</summary>
    public Task LockAuditAsync(EndpointDbContext db) => _engine.LockAuditAsync(db);

    /// <summary>Lets a transaction that writes nothing of an instance read what is of every instance from here on.</summary>
    public Task EnterAllAsync(EndpointDbContext db) => _engine.EnterAllAsync(db);

    /// <summary>Reads what is of every instance, all of it as it is at one moment.</summary>
    public async Task<T> ReportAsync<T>(Func<EndpointDbContext, Task<T>> read)
    {
        await using var db = CreateContext();
        await using var transaction = await _engine.BeginReportAsync(db);
        return await read(db);
    }

    /// <summary>Takes what was deleted or changed out of the database's files.</summary>
    /// <returns>Whether all is gone; <see langword="false"/> where others were in the way: try again later.</returns>
    public async Task<bool> ShredAsync()
    {
        await using var db = CreateContext();
        return await _engine.ShredAsync(db);
    }

    /// <inheritdoc cref="IStorageEngine.TryTakePurgeAsync"/>
    public Task<IAsyncDisposable?> TryTakePurgeAsync() => _engine.TryTakePurgeAsync();

    public void Dispose() => (_engine as IDisposable)?.Dispose();

    private static MasterKey LoadKey(EndpointDbContext db, string keyFile)
    {
        var made = db.Stores.SingleOrDefault();
        var key = MasterKey.Load(keyFile, made?.MasterKeyId);
        if (made is null)
        {
            db.Stores.Add(new StoreRow { MasterKeyId = key.Id });
            db.SaveChanges();
        }

        return key;
    }
}
