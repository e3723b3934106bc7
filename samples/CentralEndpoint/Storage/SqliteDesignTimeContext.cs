using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CentralEndpoint.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> make a context of SQLite without starting the endpoint. It connects to nothing.</summary>
internal sealed class SqliteDesignTimeContext : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite().Options);
}
