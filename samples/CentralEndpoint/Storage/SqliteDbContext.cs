using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>The tables in SQLite. A class of its own, because each database has migrations of its own.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : EndpointDbContext(options);
