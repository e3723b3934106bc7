using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Makes commands, and carries each out once.</summary>
internal static class OutboxCommand
{
    /// <summary>Makes a command in the transaction, if there is one.</summary>
    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "Names are checked when they are set, numbers are numbers, and everything else is a parameter."
    )]
    public static DbCommand Command(this DbConnection connection, DbTransaction? transaction, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Adds a parameter.</summary>
    /// <returns>The same command.</returns>
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Carries out and disposes a command.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> RunAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Carries out and disposes a command, and shows each row that it gives.</summary>
    public static async Task ReadAsync(
        this DbCommand command,
        Action<DbDataReader> show,
        CancellationToken cancellationToken
    )
    {
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    show(reader);
                }
            }
        }
    }
}
