using System.Data.Common;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Reads the outbox's tables from a catalogue, a line for each column and each index.</summary>
internal static class TableShape
{
    private const string Postgres = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity
          || ' ' || COALESCE(identity_generation, '-') || ' ' || COALESCE(column_default, '-')
          || ' ' || COALESCE(CAST(character_maximum_length AS text), '-') AS line
        FROM information_schema.columns WHERE table_name LIKE 'blueshift\_%'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'blueshift\_%'
        ORDER BY line
        """;

    private const string Sqlite = """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || COALESCE(c.dflt_value, '-')
          || ' ' || c.pk || ' ' || (t.sql LIKE '%AUTOINCREMENT%') AS line
        FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name LIKE 'blueshift\_%' ESCAPE '\'
        UNION ALL
        SELECT t.name || ' ' || CASE WHEN i.origin = 'c' THEN i.name ELSE i.origin END || ' ' || i."unique" || ' ' || x.seqno || ' ' || x.name
        FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) x
        WHERE t.type = 'table' AND t.name LIKE 'blueshift\_%' ESCAPE '\'
        ORDER BY line
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, bool isPostgreSql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = isPostgreSql ? Postgres : Sqlite;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }
        return lines;
    }
}
