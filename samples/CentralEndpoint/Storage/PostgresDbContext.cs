using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The tables in PostgreSQL. A class of its own, because each database has migrations of its own.</summary>
internal sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : EndpointDbContext(options);
