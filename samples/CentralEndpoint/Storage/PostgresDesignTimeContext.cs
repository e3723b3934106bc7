using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CentralEndpoint.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> make a context of PostgreSQL without starting the endpoint. It connects to nothing.</summary>
internal sealed class PostgresDesignTimeContext : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql().Options);
}
