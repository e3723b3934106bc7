using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralEndpoint.Storage;

/// <summary>Brings the tables of a database to the version of this program.</summary>
internal static class SchemaVersion
{
    /// <summary>Makes the tables, or changes them; does nothing where they are of this version.</summary>
    /// <exception cref="EndpointFaultException">The database is of a version that this program cannot know.</exception>
    public static void Bring(EndpointDbContext db)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = db.Database.GetAppliedMigrations().ToList();
        if (applied.Find(migration => !known.Contains(migration)) is { } later)
        {
            throw new EndpointFaultException(
                $"The database was made by a later version of the endpoint ({later}). Nothing was changed. Start that version."
            );
        }

        if (applied.Count == 0 && db.GetService<IRelationalDatabaseCreator>().HasTables())
        {
            throw new EndpointFaultException(
                "The database holds tables that no version of the endpoint made. Nothing was changed. Use a database of its own."
            );
        }

        if (applied.Count < known.Count)
        {
            db.Database.Migrate();
        }
    }
}
