using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Backups;

/// <summary>
/// A backup: a SQLite file with the tables of the endpoint, whatever database they are in, and whatever they are restored to. People
/// in it are sealed as they were; the master key is not in it.
/// </summary>
internal static class BackupFile
{
    /// <summary>Writes all that is stored at one moment, while endpoints serve. The file appears when it is whole.</summary>
    /// <exception cref="EndpointFaultException">There is such a file already, or it cannot be written.</exception>
    public static async Task<BackupContent> WriteAsync(EndpointStore store, string path)
    {
        if (File.Exists(path))
        {
            throw new EndpointFaultException($"The file {path} exists already. Nothing was changed. Name a new one.");
        }

        var unfinished = path + ".unfinished";
        try
        {
            // Of a backup that was killed.
            Delete(unfinished);
            var content = await WriteAsync(store, new SqliteEngine(unfinished));
            File.Move(unfinished, path, overwrite: false);
            return content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new EndpointFaultException($"The file {path} cannot be written. {fault.Message}", fault);
        }
        finally
        {
            Delete(unfinished);
        }
    }

    private static async Task<BackupContent> WriteAsync(EndpointStore store, SqliteEngine engine)
    {
        using (engine)
        {
            await using var to = engine.CreateContext();
            engine.Prepare(
                to,
                () =>
                {
                    to.Add(new StoreRow { MasterKeyId = store.Key.Id });
                    to.SaveChanges();
                }
            );
            await using (var transaction = await to.Database.BeginTransactionAsync())
            {
                await store.ReportAsync(from => CopyAsync(from, to));
                await transaction.CommitAsync();
            }

            // One file, which can be read where nothing can be written.
            await to.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE");
            return new BackupContent(await to.Instances.CountAsync(), await to.Activities.CountAsync());
        }
    }

    private static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static async Task<bool> CopyAsync(EndpointDbContext from, EndpointDbContext to)
    {
        foreach (var table in TableCopy.All(from))
        {
            await table.RunAsync(from, to);
        }

        return true;
    }
}
