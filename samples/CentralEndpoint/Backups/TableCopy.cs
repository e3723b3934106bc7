using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralEndpoint.Backups;

/// <summary>Copies the rows of one table from one database to another, of the same engine or not.</summary>
internal sealed class TableCopy
{
    // Those that others refer to first. What is not here is made anew: what the activities say, whose key sealed it, and who is signed in.
    private static readonly Type[] Rows =
    [
        typeof(InstanceRow),
        typeof(CredentialRow),
        typeof(ActivityRow),
        typeof(ProfileRow),
        typeof(HeartbeatRow),
        typeof(ActiveSetRow),
        typeof(SourceRow),
        typeof(GivenUpRow),
        typeof(NotedNumberRow),
        typeof(ReadTokenRow),
        typeof(AuditEntryRow),
        typeof(AuditStartRow),
        typeof(PrivacyRequestRow),
        typeof(RequestStepRow),
        typeof(ErasureRow),
        typeof(RequestPersonRow),
        typeof(SuppressionRow),
        typeof(RestrictionRow),
        typeof(CorrectionRow),
    ];

    private const int RowsAtOnce = 5_000;

    private readonly Column[] _columns;

    private TableCopy(IEntityType entity)
    {
        Table = entity.GetTableName()!;
        IsOfInstances = entity.FindProperty(nameof(ActivityRow.InstanceId)) is not null;
        _columns = [.. entity.GetProperties().Select(static property => new Column(property))];
    }

    public string Table { get; }

    /// <summary>Gets whether each row belongs to an instance.</summary>
    public bool IsOfInstances { get; }

    /// <summary>Gives the tables that a backup holds, in the order in which they can be filled.</summary>
    public static IReadOnlyList<TableCopy> All(EndpointDbContext db) =>
        [.. Rows.Select(row => new TableCopy(db.Model.FindEntityType(row)!))];

    /// <param name="from">Is in a transaction.</param>
    /// <param name="to">Is in a transaction.</param>
    /// <param name="instance">Whose rows; <see langword="null"/> for all.</param>
    /// <returns>How many rows there are.</returns>
    public async Task<long> RunAsync(EndpointDbContext from, EndpointDbContext to, string? instance = null)
    {
        var insert = new TableInsert(to, Table, [.. _columns.Select(static column => column.Name)]);
        await using var command = Select(from, instance);
        await using var reader = await command.ExecuteReaderAsync();
        long count = 0;
        while (await reader.ReadAsync())
        {
            insert.Add([.. _columns.Select((column, index) => column.Read(reader, index))]);
            if (++count % RowsAtOnce == 0)
            {
                await insert.RunAsync();
            }
        }

        await insert.RunAsync();
        return count;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Names of the model; the instance is a parameter.")]
    private DbCommand Select(EndpointDbContext from, string? instance)
    {
        var command = from.Database.GetDbConnection().CreateCommand();
        command.Transaction = from.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"SELECT {string.Join(", ", _columns.Select(static column => column.Name))} FROM {Table}";
        if (instance is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@instance";
            parameter.Value = instance;
            command.Parameters.Add(parameter);
            command.CommandText += " WHERE instance = @instance";
        }

        return command;
    }

    private sealed class Column(IProperty property)
    {
        private readonly Type _type =
            property.GetTypeMapping().Converter?.ProviderClrType
            ?? Nullable.GetUnderlyingType(property.ClrType)
            ?? property.ClrType;

        public string Name { get; } = property.GetColumnName();

        // As what it is here: SQLite gives a truth value as a number.
        public object? Read(DbDataReader reader, int index)
        {
            if (reader.IsDBNull(index))
            {
                return null;
            }

            return _type == typeof(bool)
                ? reader.GetBoolean(index)
                : Convert.ChangeType(reader.GetValue(index), _type, provider: null);
        }
    }
}
