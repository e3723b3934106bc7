using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Backups;

/// <summary>Fills an empty database from a backup, all or nothing. The backup is only read.</summary>
internal sealed class Restoration(CentralEndpointSettings settings, TimeProvider clock)
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <exception cref="EndpointFaultException">It is no backup, of another master key, or the database is not empty.</exception>
    public async Task<BackupContent> RunAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new EndpointFaultException($"There is no file {path}.");
        }

        PrivateFile.CreateFolder(settings.DataFolder);
        // A backup of an older version is brought to this one, but not the operator's copy of it.
        var copy = Path.Combine(settings.DataFolder, "restoring.db");
        try
        {
            PrivateFile.Copy(path, copy);
            return await RunAsync(path, new SqliteEngine(copy));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EndpointFaultException($"The file {path} cannot be restored. {fault.Message}", fault);
        }
        // A backup that cannot be read; the database to be filled says for itself what is wrong with it.
        catch (SqliteException fault) when (fault.SqliteErrorCode is NotADatabase or Corrupt)
        {
            throw new EndpointFaultException(
                $"The file {path} is no backup, or is damaged. Nothing was changed.",
                fault
            );
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private async Task<BackupContent> RunAsync(string path, SqliteEngine engine)
    {
        using (engine)
        {
            await using var from = engine.CreateContext();
            if (!(await from.Database.GetAppliedMigrationsAsync()).Any())
            {
                throw NoBackup(path);
            }

            engine.Prepare(from, static () => { });
            var made = await from.Stores.SingleOrDefaultAsync() ?? throw NoBackup(path);
            // Before the database is opened: that would make a new key where there is none.
            MasterKey.Load(settings.MasterKeyFile!, made.MasterKeyId);
            using var store = EndpointStore.Open(settings);
            var replay = ErasureReplay.Of(store, settings, clock);
            replay.Check();
            await using var transaction = await from.Database.BeginTransactionAsync();
            var content = await store.WriteAllAsync((to, enter) => FillAsync(from, to, enter));
            await transaction.RollbackAsync();
            var erased = await replay.RunAsync();
            // Where somebody reads meanwhile the bytes go with the next erasure.
            var isShredded = erased == 0 || await store.ShredAsync();
            return content with { Erased = erased, IsShredded = isShredded };
        }
    }

    private async Task<BackupContent> FillAsync(EndpointDbContext from, EndpointDbContext to, Func<string, Task> enter)
    {
        if (await to.Instances.AnyAsync())
        {
            throw new EndpointFaultException(
                "The database holds instances already. Nothing was changed. Restore to an empty one: another data folder, another database."
            );
        }

        var tables = TableCopy.All(to);
        foreach (var table in tables.Where(static table => !table.IsOfInstances))
        {
            await table.RunAsync(from, to);
        }

        var instances = await to.Instances.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
        foreach (var instance in instances)
        {
            await enter(instance);
            foreach (var table in tables.Where(static table => table.IsOfInstances))
            {
                await table.RunAsync(from, to, instance);
            }

            await IntervalStore.RebuildAsync(to, instance);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await to
            .Instances.Where(row => row.Retired == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Resync, now));
        return new BackupContent(instances.Count, await from.Activities.CountAsync());
    }

    private static EndpointFaultException NoBackup(string path) =>
        new($"The file {path} is no backup of the endpoint. Nothing was changed.");
}
