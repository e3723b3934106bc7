using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralEndpoint.Storage;

/// <summary>Inserts rows of one table, many with each statement: a statement a row would cost a journey each.</summary>
/// <param name="db">Is in a transaction.</param>
/// <param name="table">The table: nothing that came from elsewhere.</param>
/// <param name="columns">Its columns that are given, and no more from elsewhere.</param>
internal sealed class TableInsert(EndpointDbContext db, string table, params string[] columns)
{
    // PostgreSQL is asked as seldom as may be.
    private const int RowsOfJourney = 250;

    // SQLite is in the process, and its library looks each parameter up among all of a statement.
    private const int RowsInProcess = 5;

    private readonly List<object?[]> _rows = [];

    /// <summary>Gets what follows the values, such as <c>ON CONFLICT DO NOTHING</c>.</summary>
    public string Ending { get; init; } = "";

    public void Add(params object?[] values) => _rows.Add(values);

    public async Task RunAsync()
    {
        var connection = db.Database.GetDbConnection();
        foreach (var rows in _rows.Chunk(db.Database.IsNpgsql() ? RowsOfJourney : RowsInProcess))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            Write(command, rows);
            await command.ExecuteNonQueryAsync();
        }

        _rows.Clear();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Tables and columns are literals; values are parameters.")]
    private void Write(DbCommand command, object?[][] rows)
    {
        var sql = new StringBuilder("INSERT INTO ")
            .Append(table)
            .Append(" (")
            .AppendJoin(", ", columns)
            .Append(") VALUES ");
        for (var row = 0; row < rows.Length; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = string.Create(
                    CultureInfo.InvariantCulture,
                    $"@p{row * columns.Length + column}"
                );
                parameter.Value = rows[row][column] ?? DBNull.Value;
                command.Parameters.Add(parameter);
                sql.Append(column == 0 ? "" : ", ").Append(parameter.ParameterName);
            }

            sql.Append(')');
        }

        command.CommandText = sql.Append(' ').Append(Ending).ToString();
    }
}
