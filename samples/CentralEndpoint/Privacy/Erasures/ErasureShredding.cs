using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Takes the bytes of erased people out of the database's files, and notes of each erasure when they were gone.</summary>
internal sealed class ErasureShredding(EndpointStore store, TimeProvider clock)
{
    private bool _isDue;

    /// <summary>Has it done although no erasure of this database asks for it.</summary>
    public void Demand() => _isDue = true;

    /// <summary>Does so where it is due; what does not succeed stays due.</summary>
    public async Task RunAsync()
    {
        await using var db = store.CreateContext();
        var due = await db
            .Erasures.Where(row => row.Carried != null && row.Shredded == null)
            .Select(row => row.Request)
            .ToArrayAsync();
        if ((due.Length == 0 && !_isDue) || !await store.ShredAsync())
        {
            return;
        }

        _isDue = false;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await db
            .Erasures.Where(row => EF.Parameter(due).Contains(row.Request))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Shredded, now));
    }
}
