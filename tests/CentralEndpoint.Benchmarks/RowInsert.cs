using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CentralEndpoint.Benchmarks;

/// <summary>The floor: rows that are ready, put into the endpoint's own tables as fast as the database takes them.</summary>
internal static class RowInsert
{
    public static readonly IReadOnlyList<string> ActivityColumns =
    [
        "instance",
        "id",
        "subject",
        "added",
        "date",
        "sequence",
        "source",
        "origin",
        "received",
    ];

    public static readonly IReadOnlyList<string> ProfileColumns =
    [
        "instance",
        "activity",
        "key_id",
        "box",
        "email_index",
    ];

    public static readonly IReadOnlyList<string> IntervalColumns = ["instance", "subject", "started", "ended", "entry"];

    // The fastest of 1, 5, 20 and 100.
    private const int RowsOfStatement = 5;

    /// <summary>Binary COPY on PostgreSQL, prepared statements of many rows on SQLite.</summary>
    public static Task RunAsync(EndpointDbContext db, string table, IReadOnlyList<string> columns, object?[][] rows) =>
        db.Database.GetDbConnection() is NpgsqlConnection connection
            ? CopyAsync(connection, table, columns, rows)
            : InsertAsync(db, table, columns, rows);

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<string> columns,
        object?[][] rows
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var row in rows)
        {
            await copy.WriteRowAsync(CancellationToken.None, row);
        }

        await copy.CompleteAsync();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Literals.")]
    private static async Task InsertAsync(
        EndpointDbContext db,
        string table,
        IReadOnlyList<string> columns,
        object?[][] rows
    )
    {
        DbCommand? command = null;
        foreach (var chunk in rows.Chunk(RowsOfStatement))
        {
            if (command is null || command.Parameters.Count != chunk.Length * columns.Count)
            {
                command?.Dispose();
                command = Make(db, table, columns, chunk.Length);
            }

            for (var index = 0; index < command.Parameters.Count; index++)
            {
                command.Parameters[index].Value = chunk[index / columns.Count][index % columns.Count] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync();
        }

        command?.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Literals.")]
    private static DbCommand Make(EndpointDbContext db, string table, IReadOnlyList<string> columns, int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        for (var index = 0; index < rows * columns.Count; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{index}";
            command.Parameters.Add(parameter);
        }

        var values = Enumerable
            .Range(0, rows)
            .Select(row =>
                $"({string.Join(", ", Enumerable.Range(0, columns.Count).Select(column => $"@p{row * columns.Count + column}"))})"
            );
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES {string.Join(", ", values)}";
        return command;
    }
}
