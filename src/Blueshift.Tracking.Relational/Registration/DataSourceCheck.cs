using System.Data.Common;
using Blueshift.Tracking.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Relational.Registration;

/// <summary>Checks that the host has a data source of the database that it named, without opening a connection.</summary>
internal sealed class DataSourceCheck(
    IServiceProvider services,
    OutboxProvider provider,
    Func<IServiceProvider, DbDataSource> database,
    bool isRegistered
) : IFurtherCheck
{
    // The connections that are well known by name; of any other, for example one that wraps these, nothing is said.
    private static readonly Dictionary<string, OutboxProvider?> Known = new(StringComparer.Ordinal)
    {
        ["NpgsqlConnection"] = OutboxProvider.PostgreSql,
        ["SqliteConnection"] = OutboxProvider.Sqlite,
        ["SQLiteConnection"] = OutboxProvider.Sqlite,
        ["SqlConnection"] = null,
        ["MySqlConnection"] = null,
        ["OracleConnection"] = null,
    };

    public IEnumerable<string> Faults(UserActivityTrackingOptions options)
    {
        if (isRegistered && services.GetService<DbDataSource>() is null)
        {
            yield return "UseOutbox(...) is called, but the host registers no DbDataSource. Register one, for example with "
                + "services.AddNpgsqlDataSource(...), or name one: UseOutbox(provider, services => ...).";
            yield break;
        }
        if (services.GetService<OutboxTables>() is { Schema: not null } && provider == OutboxProvider.Sqlite)
        {
            yield return "OutboxTables(...) names a schema, but SQLite has none. Leave it out, or tell tables apart by the prefix.";
        }
        using var connection = database(services).CreateConnection();
        var type = connection.GetType().Name;
        if (Known.TryGetValue(type, out var actual) && actual != provider)
        {
            yield return $"UseOutbox(OutboxProvider.{provider}) is called, but the data source makes a {type}. "
                + (
                    actual is null
                        ? "The outbox runs on PostgreSQL and SQLite alone; on another database use the journal, which is the default."
                        : $"Say UseOutbox(OutboxProvider.{actual})."
                );
        }
    }
}
